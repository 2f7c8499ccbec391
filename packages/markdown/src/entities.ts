import { HTML5_NAMES } from "./text/html5Entities.ts";
import type { MarkdownSyntax } from "./types.ts";

/**
 * All 2 125 names of characters that HTML 5 knows, for `syntax`; without them a text may use the 253 that HTML 4 knows.
 * @example
 * ```ts
 * attachMarkdown(element, stream, { syntax: [allEntities] });
 * ```
 */
export const allEntities: MarkdownSyntax = {
  findEntity: (name) => (names ??= readNames()).get(name),
};

let names: ReadonlyMap<string, string> | undefined;

function readNames(): Map<string, string> {
  const words = HTML5_NAMES.trim().split(/\s+/);
  const read = new Map<string, string>();
  for (let at = 0; at < words.length; at += 2) {
    const codes = (words[at + 1] ?? "").split("+").map((code) => Number.parseInt(code, 16));
    read.set(words[at] ?? "", String.fromCodePoint(...codes));
  }
  return read;
}
