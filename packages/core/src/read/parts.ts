import type { FormatResult } from "../formats/format.ts";
import type { Part, Source } from "../parts.ts";

/** Tells the parts that an event brings, in their order; how it ended is none, as more may follow. */
export function tellParts(
  { reasoning, sources, data }: FormatResult,
  tell: (part: Part) => void,
): void {
  if (reasoning !== undefined) tell({ type: "reasoning", text: reasoning });
  if (sources) for (const source of sources) tell({ type: "source", ...cleaned(source) });
  if (data) tell({ type: "data", ...data });
}

/** A page makes a link of a source: an URL that is no web address could be a script. */
function cleaned({ id, url, title }: Source): Source {
  return { id, url: isWebAddress(url) ? url : undefined, title };
}

function isWebAddress(url = ""): boolean {
  try {
    return ["http:", "https:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
