import type { FormatResult, Part, Source } from "../types.ts";

/** Tells the parts that an event brings, in their order; how it ended is none, as more may follow. */
export function tellParts(
  { reasoning, sources, data }: FormatResult,
  tell: (part: Part) => void,
): void {
  if (reasoning !== undefined) tell({ type: "reasoning", text: reasoning });
  if (sources) for (const source of sources) tell({ type: "source", ...cleaned(source) });
  if (data) tell({ type: "data", ...data });
}

/** Adds a part to a list; reasoning that follows reasoning is one part. */
export function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (part.type !== "reasoning" || last?.type !== "reasoning") parts.push(part);
  else parts[parts.length - 1] = { ...part, text: last.text + part.text };
}

/** A source with what it has. A page makes a link of its URL: what is no web address could be a script. */
function cleaned({ id, url, title }: Source): Source {
  return {
    id,
    ...(isWebAddress(url) && { url }),
    ...(title && { title }),
  };
}

function isWebAddress(url = ""): boolean {
  try {
    return ["http:", "https:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
