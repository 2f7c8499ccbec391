/** How one of the examples is checked, served and changed by its tests. */
export interface ExampleApp {
  /** Those of its files that are its framework's starter as it comes: their lines are not ours. */
  readonly untouched: readonly string[];
  /** Type-checks it, as the framework sets itself up. */
  readonly check: readonly string[];
  readonly build: readonly string[];
  /** Serves what is written, and what is built, at a port. */
  readonly dev: (port: number) => readonly string[];
  readonly production: (port: number) => readonly string[];
  /** The file that has the server's options, and behind which words one more of them may stand; without one, no server of ours. */
  readonly options?: { readonly file: string; readonly behind: string };
  /** Its page, and under which name the pages of its tests import it, where the framework gives it a name that they need. */
  readonly page?: { readonly from: string; readonly to: string };
  /** A word of what the framework's own dev overlay has to complain of in the console, without a line of ours. */
  readonly noise?: string;
  /** Our packages that a file of the app may import. */
  readonly imports: readonly string[];
  /** Those that its framework loads by their names; their types are the framework's too. */
  readonly loads?: readonly string[];
}

const server = ["@workflow-stream/server"];

const next = {
  untouched: ["app/layout.tsx", "next.config.ts", "tsconfig.json"],
  check: ["pnpm", "run", "check"],
  build: ["next", "build"],
  dev: (port: number) => ["next", "dev", "--port", `${port}`],
  production: (port: number) => ["next", "start", "--port", `${port}`],
};

/** The examples, by the names of their folders. */
export const exampleApps: Readonly<Record<string, ExampleApp>> = {
  vite: {
    untouched: ["tsconfig.app.json", "tsconfig.json"],
    check: ["vue-tsc", "-b"],
    build: ["vite", "build"],
    dev: (port) => ["vite", "--port", `${port}`, "--strictPort"],
    production: (port) => ["vite", "preview", "--port", `${port}`, "--strictPort"],
    options: { file: "workflows.ts", behind: "export default { " },
    imports: ["@workflow-stream/vue", ...server],
  },
  nuxt: {
    untouched: ["tsconfig.json"],
    check: ["pnpm", "run", "check"],
    build: ["nuxt", "build"],
    dev: (port) => ["nuxt", "dev", "--port", `${port}`],
    production: () => ["node", ".output/server/index.mjs"],
    page: { from: "app/app.vue", to: "app/Home.vue" },
    options: { file: "server/workflows.ts", behind: "export default { " },
    imports: ["@workflow-stream/vue", ...server],
    loads: ["@workflow-stream/nuxt"],
  },
  sveltekit: {
    untouched: ["src/app.d.ts", "src/app.html", "tsconfig.json"],
    check: ["pnpm", "run", "check"],
    build: ["vite", "build"],
    dev: (port) => ["vite", "dev", "--port", `${port}`, "--strictPort"],
    production: () => ["node", "build"],
    options: { file: "src/routes/api/v1/[...path]/+server.ts", behind: "createWorkflowServer({ " },
    imports: ["@workflow-stream/svelte", ...server],
  },
  solidstart: {
    untouched: [
      "src/app.tsx",
      "src/entry-client.tsx",
      "src/entry-server.tsx",
      "tsconfig.json",
      "vite.config.ts",
    ],
    check: ["pnpm", "run", "check"],
    build: ["vite", "build"],
    dev: (port) => ["vite", "dev", "--port", `${port}`, "--strictPort"],
    production: () => ["node", ".output/server/index.mjs"],
    options: { file: "src/routes/api/v1/[...path].ts", behind: "createWorkflowServer({ " },
    noise: "@jridgewell/resolve-uri",
    imports: ["@workflow-stream/solid", ...server],
  },
  next: {
    ...next,
    options: { file: "app/api/v1/[...path]/route.ts", behind: "createWorkflowServer({ " },
    imports: ["@workflow-stream/react", ...server],
  },
  "ai-sdk-route": {
    ...next,
    untouched: [...next.untouched, "app/api/completion/route.ts"],
    imports: ["@workflow-stream/react"],
  },
};
