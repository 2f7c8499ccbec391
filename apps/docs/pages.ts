import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { anchorsOf, type Document, parseDocument } from "./documents.ts";

// Makes pages of the site out of the project's own documents, which stay where readers of the repository look for them.

/** A page of the site: a document, or some of its sections under a title of their own. */
interface SitePage {
  /** Its path on the site. */
  readonly place: string;
  readonly document: string;
  /** Its place in its part of the sidebar. */
  readonly order: number;
  readonly sections?: readonly string[];
  /** It shows the sections that no page names, too. */
  readonly hasRest?: boolean;
  readonly title?: string;
}

const SERVER = "packages/server/README.md";

const PAGES: readonly SitePage[] = [
  { place: "guides/in-your-framework", document: "docs/frameworks.md", order: 3 },
  { place: "guides/markdown", document: "docs/markdown.md", order: 5 },
  { place: "guides/reload", document: "docs/reload.md", order: 6 },
  {
    place: "server/workflows",
    document: SERVER,
    order: 1,
    title: "Workflows",
    sections: ["On Node", "Endpoints"],
    hasRest: true,
  },
  {
    place: "server/mount",
    document: SERVER,
    order: 2,
    title: "In your app's server",
    sections: [
      "In a Hono app",
      "Without tokens: the app's own users",
      "In Express, Fastify, Connect, h3 and plain `node:http`",
      "On Vite's dev server",
    ],
  },
  {
    place: "server/prompts",
    document: SERVER,
    order: 3,
    title: "Prompts",
    sections: ["Prompt workflows", "Cached answers"],
  },
  {
    place: "server/redis",
    document: SERVER,
    order: 4,
    title: "Redis",
    sections: ["More than one process: Redis"],
  },
  { place: "server/deploy", document: "docs/deploy.md", order: 5 },
  {
    place: "server/limits",
    document: SERVER,
    order: 6,
    title: "Limits, keys and options",
    sections: ["Limits", "Secret keys", "Options"],
  },
  {
    place: "server/telemetry",
    document: SERVER,
    order: 7,
    title: "Logs and telemetry",
    sections: ["Logs", "OpenTelemetry"],
  },
  {
    place: "server/command",
    document: SERVER,
    order: 8,
    title: "The command",
    sections: ["The command"],
  },
  { place: "reference/errors", document: "docs/errors.md", order: 3 },
  { place: "reference/protocol", document: "docs/protocol.md", order: 4 },
  { place: "how/performance", document: "docs/performance.md", order: 3 },
  { place: "how/promises", document: "docs/promises.md", order: 4 },
  { place: "how/parity", document: "docs/parity.md", order: 5 },
  { place: "how/engines", document: "docs/engines.md", order: 6 },
];

/** The sections that some page names. */
const NAMED = new Set(PAGES.flatMap(({ sections = [] }) => sections));

const root = new URL("../../", import.meta.url);
const content = new URL("src/content/docs/", import.meta.url);
const readText = (path: string): string => readFileSync(new URL(path, root), "utf8");
const { homepage } = JSON.parse(readText("package.json")) as { homepage: string };
const documents = new Map<string, Document>();

function documentOf(path: string): Document {
  const known = documents.get(path) ?? parseDocument(readText(path));
  documents.set(path, known);
  return known;
}

/** What a page shows. @throws Error when its document has no such section. */
function bodyOf({ document, sections, hasRest }: SitePage): string {
  const { lead, sections: all, definitions } = documentOf(document);
  if (!sections) return [lead, ...all.values(), definitions].join("\n");
  const rest = hasRest ? [...all.keys()].filter((name) => !NAMED.has(name)) : [];
  const chosen = [...sections, ...rest].map((name) => {
    const section = all.get(name);
    if (section === undefined) throw new Error(`${document} has no section "${name}"`);
    return section;
  });
  return [...chosen, definitions].join("\n");
}

/** Where a link leads on the site: to the page that shows what it means, else to the repository. */
function placeOf(link: string, document: string): string {
  const [path = "", hash] = link.split("#");
  const target = path ? posix.join(posix.dirname(document), path) : document;
  const pages = PAGES.filter((page) => page.document === target);
  const page = hash ? pages.find((page) => anchorsOf(bodyOf(page)).includes(hash)) : pages[0];
  const place = page ? `/${page.place}/` : `${homepage}/blob/main/${target}`;
  return hash ? `${place}#${hash}` : place;
}

const RELATIVE_LINK = /\]\((?!https?:|\/)([^)\s]+)\)/g;
const PROJECT_LINK = new RegExp(`${homepage}/(?:blob|tree)/main/([\\w./-]+(?:#[\\w-]+)?)`, "g");

/** A page as the generator takes it: its links lead somewhere. */
function pageOf(page: SitePage): string {
  const { document, order } = page;
  const title = page.title ?? documentOf(document).title;
  const body = bodyOf(page)
    .replaceAll(RELATIVE_LINK, (_, link: string) => `](${placeOf(link, document)})`)
    .replaceAll(PROJECT_LINK, (_, link: string) => placeOf(link, "README.md"));
  const editUrl = `${homepage}/edit/main/${document}`;
  return `---\ntitle: ${JSON.stringify(title)}\neditUrl: ${editUrl}\nsidebar: { order: ${order} }\n---\n${body}`;
}

/** Writes the pages anew. */
export function writePages(): void {
  for (const page of PAGES) {
    const file = fileURLToPath(new URL(`${page.place}.md`, content));
    rmSync(file, { force: true });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, pageOf(page));
  }
}
