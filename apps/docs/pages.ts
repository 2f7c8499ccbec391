import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { fileURLToPath } from "node:url";

// Makes pages of the site out of the project's own documents, which stay where readers of the repository look for them.

/** Where each document stands on the site; the order is the sidebar's. */
const PAGES: Readonly<Record<string, string>> = {
  "docs/reload.md": "guides/reload",
  "docs/markdown.md": "guides/markdown",
  "docs/errors.md": "reference/errors",
  "docs/protocol.md": "reference/protocol",
  "docs/deploy.md": "server/deploy",
  "docs/performance.md": "how/performance",
  "docs/promises.md": "how/promises",
  "docs/parity.md": "how/parity",
  "docs/engines.md": "how/engines",
};

const root = new URL("../../", import.meta.url);
const content = new URL("src/content/docs/", import.meta.url);
const readText = (path: string): string => readFileSync(new URL(path, root), "utf8");
const { homepage } = JSON.parse(readText("package.json")) as { homepage: string };

/** Where a document's relative link leads on the site: to a page of it, else to the repository. */
function placeOf(link: string, document: string): string {
  const [path = "", hash] = link.split("#");
  const target = posix.join(posix.dirname(document), path);
  const page = PAGES[target];
  const place = page ? `/${page}/` : `${homepage}/blob/main/${target}`;
  return hash ? `${place}#${hash}` : place;
}

const LINK = /\]\((?!https?:|#|\/)([^)\s]+)\)/g;

/** A page as the generator takes it: the first heading is its title, and its links lead somewhere. */
function pageOf(document: string): string {
  const [heading = "", ...lines] = readText(document).split("\n");
  const title = heading.replace("# ", "");
  const body = lines
    .join("\n")
    .replaceAll(LINK, (_, link: string) => `](${placeOf(link, document)})`);
  const editUrl = `${homepage}/edit/main/${document}`;
  return `---\ntitle: ${JSON.stringify(title)}\neditUrl: ${editUrl}\n---\n${body}`;
}

/** Writes the pages anew. */
export function writePages(): void {
  for (const [document, page] of Object.entries(PAGES)) {
    const file = fileURLToPath(new URL(`${page}.md`, content));
    rmSync(file, { force: true });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, pageOf(document));
  }
}
