import { readFile } from "node:fs/promises";

/** A text with its title. */
export interface TitledText {
  readonly title: string;
  readonly text: string;
}

/** The public-domain text that stands ready for `summarise`: its first line is its title. */
export async function readSampleText(): Promise<TitledText> {
  const file = await read("origin-of-species-introduction.txt");
  const lineEnd = file.indexOf("\n");
  return { title: file.slice(0, lineEnd).trim(), text: file.slice(lineEnd).trim() };
}

/** One text in eight languages, most of whose characters take two or three bytes. */
export async function readManyScripts(): Promise<string> {
  return (await read("human-rights-article-1.txt")).trim();
}

/** An answer as a model writes it, in Markdown. */
export function readMarkdown(): Promise<string> {
  return read("markdown.md");
}

/** A text that would make requests of whoever shows it, to below an address, in every way that Markdown and HTML have. */
export async function readHostileMarkdown(lures: string): Promise<string> {
  return (await read("hostile.md")).replaceAll("{lures}", lures);
}

function read(name: string): Promise<string> {
  return readFile(new URL(`../texts/${name}`, import.meta.url), "utf8");
}
