import { mkdirSync, writeFileSync } from "node:fs";
import { componentEntriesOf } from "./componentMembers.ts";
import { componentPageOf } from "./components.ts";
import { entriesOf } from "./entries.ts";
import { examplesIn } from "./examples.ts";
import { FRAMEWORKS } from "./frameworks.ts";
import { FIELDS, OPTIONS, type Shape } from "./listed.ts";
import { membersOf } from "./shapes.ts";
import { readSources, type Sources } from "./sources.ts";
import { statuses } from "./statuses.ts";

// Writes the pages that list every option, prop and field, out of TSDoc; the examples are files that are type-checked.

const content = new URL("../src/content/docs/reference/", import.meta.url);
const snippets = new URL("../src/snippets/reference/", import.meta.url);

const STATUSES = [
  "## Statuses",
  "",
  "| status | what it says | and then |",
  "| --- | --- | --- |",
  ...Object.entries(statuses).map(
    ([name, { meaning, next }]) => `| \`${name}\` | ${meaning} | ${next} |`,
  ),
].join("\n");

/** Writes a page anew. */
function write(name: string, title: string, parts: readonly string[]): void {
  const head = `---\ntitle: ${title}\neditUrl: false\n---`;
  writeFileSync(new URL(`${name}.md`, content), `${[head, ...parts].join("\n\n")}\n`);
}

function sectionOf(sources: Sources, { title, entry, type, examples, isGiven }: Shape): string {
  const file = new URL(examples, snippets);
  const known = examplesIn(file);
  const members = membersOf(sources, entry, type);
  const style = { lang: "ts", isGiven };
  return `## ${title}\n\n${entriesOf(`${type}, ${file.pathname}`, members, (name) => known.get(name), style)}`;
}

/** Writes the pages anew. */
export function writeOptionPages(): void {
  const pages = Object.entries(OPTIONS);
  const all = [...pages.flatMap(([, { shapes }]) => shapes), ...FIELDS];
  const entries = [...all.map(({ entry }) => entry), ...componentEntriesOf(FRAMEWORKS)];
  const sources = readSources([...new Set(entries)]);
  const sectionsOf = (shapes: readonly Shape[]): string[] =>
    shapes.map((shape) => sectionOf(sources, shape));
  mkdirSync(content, { recursive: true });
  for (const [name, { title, shapes }] of pages) write(name, title, sectionsOf(shapes));
  write("fields", "Every status and field", [STATUSES, ...sectionsOf(FIELDS)]);
  for (const framework of FRAMEWORKS)
    write(
      framework.folder,
      `Components and hook in ${framework.name}`,
      componentPageOf(sources, framework),
    );
}
