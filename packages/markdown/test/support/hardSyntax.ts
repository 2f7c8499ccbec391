import { citations } from "../../src/citations.ts";
import { footnotes } from "../../src/footnotes.ts";
import { math } from "../../src/math.ts";
import type { MarkdownOptions } from "../../src/types.ts";

/** All that adds marks to Markdown. */
export const ALL_SYNTAX: MarkdownOptions = { syntax: [math, footnotes, citations], dir: "inherit" };

const repeated =
  (text: string, before = "") =>
  (chars: number): string =>
    before + text.repeat(Math.ceil(chars / text.length));

/** Texts that are hard to parse in linear time where more than Markdown's own marks count. */
export const SYNTAX_INPUTS: [name: string, make: (chars: number) => string][] = [
  ["math", repeated("$$a$$ ")],
  ["math that never closes", repeated("word ", "$$a ")],
  ["runs of three $", repeated("$$$a")],
  ["runs of three in math", repeated("$$$a", "$$")],
  ["escapes in math", repeated("$$\\$")],
  ["code spans in math", repeated("$$`\\`")],
  ["single $", repeated("$a ")],
  ["lines that may open math", repeated("$$ a\n")],
  ["one block of math", repeated("x\n", "$$\n")],
  ["footnotes", repeated("a[^b] ")],
  [
    "footnotes that are not defined",
    (chars) => {
      let text = "";
      for (let index = 0; text.length < chars; index++) text += `[^${index}] `;
      return text;
    },
  ],
  ["one footnote again and again", repeated("[^a]: b\n")],
  ["references that don't close", repeated("[^a")],
  [
    "footnotes after many",
    (chars) => {
      let [texts, notes] = ["", ""];
      for (let index = 0; texts.length + notes.length < chars; index++) {
        texts += `a[^${index}]\n\n`;
        notes += `[^${index}]: b\n`;
      }
      return texts + notes;
    },
  ],
  ["labels that don't end", repeated("[^a\\]")],
  ["citations", repeated("[1] ")],
  ["citations in brackets", repeated("[[1")],
  ["lists of numbers", repeated("[1, 2,")],
  [
    "citations of sources",
    (chars) => repeated("[1] ")(chars / 2) + repeated("\n[1]: a\n")(chars / 2),
  ],
];
