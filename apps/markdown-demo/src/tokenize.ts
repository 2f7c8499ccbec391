import type { HighlightTokens } from "@workflow-stream/markdown/highlight";
import "./prismByHand.ts";
import Prism from "prismjs";

/** Cuts code into Prism's tokens, in the languages that it knows by itself. */
export function tokenize(code: string, lang: string): HighlightTokens | undefined {
  const grammar = Prism.languages[lang];
  return grammar && (Prism.tokenize(code, grammar) as HighlightTokens);
}
