import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

// Code in a document is a file that the compiler checks, or stands in one as it is: what makes a page is played as well.

/** Their endings are the languages of code that is checked. */
const CHECKED = ["ts", "tsx", "vue", "svelte"];

/** What no compiler of the project reads: commands, configurations, what goes over the wire, drawings. */
const UNCHECKED = ["", "sh", "ini", "nginx", "http", "text", "css"];

const FENCE = "```";
const root = new URL("../../../", import.meta.url).pathname;
const textsOf = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: ["**/node_modules/**"] }).map((file) =>
    readFileSync(`${root}${file}`, "utf8"),
  );

/** Code without what a formatter decides. */
const bare = (code: string): string => code.replaceAll(/\s+|[,;]/g, "");

const endings = CHECKED.join(",");
const known = [
  ...textsOf(`apps/docs/src/snippets/**/*.{${endings}}`),
  ...textsOf(`examples/*/**/*.{${endings}}`),
].map(bare);

interface Fence {
  readonly lang: string;
  readonly code: string;
}

/** The blocks of code of a document. */
function fencesOf(text: string): Fence[] {
  return text
    .split(`\n${FENCE}`)
    .filter((_, index) => index % 2 === 1)
    .map((part) => {
      const [lang = "", ...lines] = part.split("\n");
      return { lang, code: lines.join("\n") };
    });
}

const documents = [
  ...globSync("docs/*.md", { cwd: root }),
  ...globSync("apps/docs/src/content/docs/{start,guides,how}/*.mdx", { cwd: root }),
];

it.each(documents)("%s shows code that is checked", (file) => {
  for (const { lang, code } of fencesOf(readFileSync(`${root}${file}`, "utf8"))) {
    expect([...CHECKED, ...UNCHECKED], code).toContain(lang);
    if (CHECKED.includes(lang))
      expect(
        known.some((text) => text.includes(bare(code))),
        code,
      ).toBe(true);
  }
});
