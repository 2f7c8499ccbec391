import type { ElementKind } from "@workflow-stream/markdown";

/** What a node of each kind has: the compiler knows when one is missing. */
export const elementKinds: Readonly<Record<ElementKind, string>> = {
  code: "A block of code: `text`, `lang` and `info` as its fence says, and `isOpen` until the fence has closed.",
  table: "A table: `children` are its rows, theirs the cells, with `text`, `align` and `isHead`.",
  heading: "A heading: `text`, and `level` from 1 to 6, to which `headingOffset` is not added.",
  link: "A link: `text`, `title`, and `href`, if `allowUrl` allows it.",
  image: "An image: its description as `text`, `title`, and `href`, if `allowUrl` allows it.",
  math: "A formula, where `syntax` has `math`: `text`, and whether it is set apart as `isBlock`.",
  citation:
    "A citation, where `syntax` has `citations`: its numbers as `text`; `title` and `href`, where the text defines them.",
};

/** The kinds as a table. */
export const elementKindTable: string = [
  "| kind | what it is, and what its node has |",
  "| --- | --- |",
  ...Object.entries(elementKinds).map(([kind, words]) => `| \`${kind}\` | ${words} |`),
].join("\n");
