import { withUnit } from "./format.ts";
import { contendersIn, entryOf, figureOf, type Result } from "../results.ts";
import { type Column, column, labelOf, ratioTo, type Section, tableOf } from "./section.ts";
import { table } from "./table.ts";

const PLAIN = "markdown/plain";

/** A column of CPU time: of who was stopped, how far it had come. */
function growing(result: Result, setting: string): Column {
  const { heading, cell } = column(result, setting, "cpuMs");
  return {
    heading,
    cell(contender) {
      const cut = figureOf(result, contender, setting, "cutChars");
      return cut === undefined ? cell(contender) : `stopped at ${Math.round(cut / 1000)} k`;
    },
  };
}

/** The size of what is imported, which is the same in each run. */
function size(result: Result): Column {
  return {
    heading: "size",
    cell(contender) {
      const bytes = figureOf(result, contender, "size", "gzipBytes");
      return bytes === undefined ? "" : withUnit("gzipBytes", bytes);
    },
  };
}

/** In how many of all steps text was taken back. */
function takenBack(result: Result): Column {
  const setting = "10 kB in steps of 6";
  return {
    heading: "text taken back, of all steps",
    cell(contender) {
      const [lost, steps] = ["takenBackSteps", "steps"].map((figure) =>
        figureOf(result, contender, setting, figure),
      );
      if (lost === undefined || steps === undefined) {
        return entryOf(result, contender, setting)?.failure ?? "";
      }
      return `${lost} of ${steps}`;
    },
  };
}

/** How Markdown stands on the results page. */
export const markdownSection: Section = {
  experiment: "markdown",
  title: "Markdown as it comes",
  about:
    "An answer (headings, paragraphs, lists, tables, code, links, references), 60 characters a frame, 600 of 600 kB, one frame after the other without a pause, and the same as plain text; the page is scrolled along with its end, or not. Who has not taken all of it in 30 s is stopped, and is not given more than 100 kB. One more frame: of 60 characters, when that much stands there. The longest task: in its own time, while 600 kB come at 600 kB/s, once a frame. Text is taken back in a step if a character that was shown is not found again in its order. The size: what is imported with all that it brings along, its framework left out, minified and compressed. markstream-vue is measured with its smoothing and batching off: with them the text comes late.",
  body: (result) =>
    tableOf(result, [
      size(result),
      growing(result, "10 kB"),
      growing(result, "100 kB"),
      ratioTo(result, "100 kB", "cpuMs", PLAIN, "× plain"),
      growing(result, "100 kB, scrolled along"),
      ratioTo(result, "100 kB, scrolled along", "cpuMs", PLAIN, "× plain"),
      growing(result, "600 kB"),
      ratioTo(result, "600 kB", "cpuMs", PLAIN, "× plain"),
      column(result, "frame at 600 kB", "frameMs"),
      column(result, "frame in a fence of 200 kB", "frameMs"),
      column(result, "600 kB in a second", "longestTaskMs", "longest task"),
      takenBack(result),
    ]),
};

/** The table of peers in the README of the Markdown package. */
export function peersTable(result: Result | undefined): string {
  if (!result) return "";
  const columns = [
    size(result),
    growing(result, "10 kB"),
    growing(result, "100 kB"),
    growing(result, "600 kB"),
    takenBack(result),
  ];
  const rows = contendersIn(result).map((contender) => [
    versioned(result, contender),
    ...columns.map(({ cell }) => cell(contender)),
  ]);
  return table(["", ...columns.map(({ heading }) => heading)], rows);
}

/** A contender's name with the version that was measured. */
function versioned({ environment }: Result, contender: string): string {
  const label = labelOf(contender);
  const names = Object.keys(environment.packages).filter((name) =>
    packagesOf(contender).includes(name),
  );
  const versions = names.map((name) => environment.packages[name]);
  return versions.length > 0 ? `${label} ${versions.join(", ")}` : label;
}

function packagesOf(contender: string): readonly string[] {
  return PACKAGES[contender] ?? [];
}

const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "markdown/streaming-markdown": ["streaming-markdown"],
  "markdown/tanstack": ["@tanstack/markdown"],
  "markdown/incremark": ["@incremark/react"],
  "markdown/markdown-it": ["markdown-it"],
  "markdown/streamdown": ["streamdown"],
  "markdown/react-markdown": ["react-markdown", "remark-gfm"],
  "markdown/marked": ["marked", "dompurify"],
  "markdown/markstream": ["markstream-vue"],
};
