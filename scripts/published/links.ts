import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const LINK = /\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)\s]*)?\)/g;

/** The links of a document into the project that lead nowhere, as `document: link`. */
export function deadLinks(document: string): string[] {
  const links = readFileSync(document, "utf8").matchAll(LINK);
  return Array.from(links, ([, path = ""]) => path)
    .filter((path) => !existsSync(join(dirname(document), path)))
    .map((path) => `${document}: nothing is at ${path}`);
}
