/** A type whose members are listed. */
export interface Shape {
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

/** The pages of options, by their names, each with what it lists. */
export const OPTIONS: Readonly<Record<string, { title: string; shapes: readonly Shape[] }>> = {
  options: {
    title: "Options of a stream",
    shapes: [
      {
        title: "Of every stream",
        entry: CORE,
        type: "WorkflowStreamOptions",
        examples: "streamOptions.ts",
        ...given,
      },
      {
        title: "Of a binding's stream, as well",
        entry: "core/src/binding/index.ts",
        type: "BindingOptions",
        examples: "bindingOptions.ts",
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
    ],
  },
  markdown: {
    title: "Options of Markdown",
    shapes: [
      {
        title: "How a text is shown",
        entry: "markdown/src/index.ts",
        type: "MarkdownOptions",
        examples: "markdownOptions.ts",
        ...given,
      },
    ],
  },
  server: {
    title: "Options of a server",
    shapes: [
      {
        title: "A server",
        entry: SERVER,
        type: "WorkflowServerOptions",
        examples: SERVER_EXAMPLES,
        ...given,
      },
      {
        title: "Its limits",
        entry: SERVER,
        type: "RateLimits",
        examples: SERVER_EXAMPLES,
        ...given,
      },
      {
        title: "A secret key",
        entry: SERVER,
        type: "SecretKey",
        examples: SERVER_EXAMPLES,
        ...given,
      },
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
    ],
  },
};

/** What is read of a stream. */
export const FIELDS: readonly Shape[] = [
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
