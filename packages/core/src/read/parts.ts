import type { FormatResult, Part, Source } from "../types.ts";

/** Parts as they are read, until they are taken; reasoning that follows reasoning is one part. */
export interface PartList {
  add(part: Part): void;
  take(): readonly Part[];
}

const NO_PARTS: readonly Part[] = [];

/** The parts that an event brings, in their order; how it ended is none, as more may follow. */
export function partsOf({ reasoning, sources, data }: FormatResult): readonly Part[] {
  if (reasoning === undefined && !sources?.length && !data) return NO_PARTS;
  const parts: Part[] = [];
  if (reasoning !== undefined) parts.push({ type: "reasoning", text: reasoning });
  for (const source of sources ?? []) parts.push({ type: "source", ...cleaned(source) });
  if (data) parts.push({ type: "data", ...data });
  return parts;
}

/** Creates an empty list of parts. */
export function createPartList(): PartList {
  let parts: Part[] = [];
  let reasoning = "";

  function endReasoning(): void {
    if (!reasoning) return;
    // makes it one string: as pieces it would take many times the memory
    reasoning.charCodeAt(0);
    parts.push({ type: "reasoning", text: reasoning });
    reasoning = "";
  }

  return {
    add(part) {
      if (part.type === "reasoning") reasoning += part.text;
      else {
        endReasoning();
        parts.push(part);
      }
    },
    take() {
      endReasoning();
      if (parts.length === 0) return NO_PARTS;
      const taken = parts;
      parts = [];
      return taken;
    },
  };
}

/** A source with what it has. A page makes a link of its URL: what is no web address could be a script. */
function cleaned({ id, url, title }: Source): Source {
  return {
    id,
    ...(url !== undefined && isWebAddress(url) && { url }),
    ...(title !== undefined && { title }),
  };
}

function isWebAddress(url: string): boolean {
  try {
    const { protocol } = new URL(url);
    return protocol === "http:" || protocol === "https:";
  } catch {
    return false;
  }
}
