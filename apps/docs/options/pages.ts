import { mkdirSync, writeFileSync } from "node:fs";
import { examplesIn } from "./examples.ts";
import { createShapes } from "./shapes.ts";
import { statuses } from "./statuses.ts";
import { tableOf } from "./tables.ts";

// Writes the pages that list every option and every field, out of TSDoc; the examples are files that are type-checked.

interface Shape {
  readonly title: string;
  readonly entry: string;
  readonly type: string;
  /** Below `src/snippets/reference`. */
  readonly examples: string;
  /** Whether these are given, and so may have a default, or are read. */
  readonly isGiven: boolean;
}

const CORE = "core/src/index.ts";
const SERVER = "server/src/index.ts";
const SERVER_EXAMPLES = "serverOptions.ts";
const given = { isGiven: true };
const read = { isGiven: false };

const OPTIONS: readonly Shape[] = [
  {
    title: "A stream",
    entry: CORE,
    type: "WorkflowStreamOptions",
    examples: "streamOptions.ts",
    ...given,
  },
  {
    title: "A stream of a binding, as well",
    entry: "core/src/binding/index.ts",
    type: "BindingOptions",
    examples: "bindingOptions.ts",
    ...given,
  },
  {
    title: "StreamingText",
    entry: "react/src/index.ts",
    type: "StreamingTextProps",
    examples: "streamingText.tsx",
    ...given,
  },
  {
    title: "Markdown",
    entry: "markdown/src/index.ts",
    type: "MarkdownOptions",
    examples: "markdownOptions.ts",
    ...given,
  },
  {
    title: "A format of your own",
    entry: CORE,
    type: "Format",
    examples: "formatOptions.ts",
    ...given,
  },
  {
    title: "What a format's read returns",
    entry: CORE,
    type: "FormatResult",
    examples: "formatOptions.ts",
    ...given,
  },
  {
    title: "A server",
    entry: SERVER,
    type: "WorkflowServerOptions",
    examples: SERVER_EXAMPLES,
    ...given,
  },
  { title: "Its limits", entry: SERVER, type: "RateLimits", examples: SERVER_EXAMPLES, ...given },
  { title: "A secret key", entry: SERVER, type: "SecretKey", examples: SERVER_EXAMPLES, ...given },
  { title: "A workflow", entry: SERVER, type: "Workflow", examples: SERVER_EXAMPLES, ...given },
  {
    title: "A prompt",
    entry: "server/src/prompt.ts",
    type: "PromptWorkflowOptions",
    examples: "promptOptions.ts",
    ...given,
  },
  {
    title: "A store in memory",
    entry: SERVER,
    type: "MemoryStoreOptions",
    examples: "storeOptions.ts",
    ...given,
  },
  {
    title: "A store on Redis",
    entry: "server/src/store/redis.ts",
    type: "RedisStoreSettings",
    examples: "storeOptions.ts",
    ...given,
  },
];

const FIELDS: readonly Shape[] = [
  { title: "A snapshot", entry: CORE, type: "Snapshot", examples: "fields.ts", ...read },
  {
    title: "What start resolves with",
    entry: CORE,
    type: "RunResult",
    examples: "fields.ts",
    ...read,
  },
  { title: "Its times", entry: CORE, type: "Timing", examples: "fields.ts", ...read },
  {
    title: "What it took of the model",
    entry: CORE,
    type: "Usage",
    examples: "fields.ts",
    ...read,
  },
  { title: "A source", entry: CORE, type: "Source", examples: "fields.ts", ...read },
  { title: "An error", entry: CORE, type: "WorkflowStreamError", examples: "fields.ts", ...read },
  { title: "Methods", entry: CORE, type: "WorkflowStream", examples: "methods.ts", ...read },
];

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

function pageOf(title: string, order: number, parts: readonly string[]): string {
  const head = `---\ntitle: ${title}\neditUrl: false\nsidebar: { order: ${order} }\n---`;
  return `${[head, ...parts].join("\n\n")}\n`;
}

/** Writes the pages anew. */
export function writeOptionPages(): void {
  const all = [...OPTIONS, ...FIELDS];
  const shapeOf = createShapes([...new Set(all.map(({ entry }) => entry))]);
  const sectionOf = ({ title, entry, type, examples, isGiven }: Shape): string =>
    `## ${title}\n\n${tableOf(type, shapeOf(entry, type), examplesIn(new URL(examples, snippets)), isGiven)}`;
  mkdirSync(content, { recursive: true });
  writeFileSync(new URL("options.md", content), pageOf("Every option", 1, OPTIONS.map(sectionOf)));
  const fields = [STATUSES, ...FIELDS.map(sectionOf)];
  writeFileSync(new URL("fields.md", content), pageOf("Every status and field", 2, fields));
}
