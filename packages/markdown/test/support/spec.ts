import { tests } from "commonmark-spec";

/** The examples of CommonMark 0.31; in the source of the specification an arrow stands for a tab. */
export const EXAMPLES: { markdown: string; html: string }[] = tests.map(({ markdown, html }) => ({
  markdown: markdown.replaceAll("→", "\t"),
  html: html.replaceAll("→", "\t"),
}));
