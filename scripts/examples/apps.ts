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
  /** Our packages that a file of the app may import. */
  readonly imports: readonly string[];
}

const server = ["@workflow-stream/server"];

/** The examples, by the names of their folders. */
export const exampleApps: Readonly<Record<string, ExampleApp>> = {
  next: {
    untouched: ["app/layout.tsx", "next.config.ts", "tsconfig.json"],
    check: ["pnpm", "run", "check"],
    build: ["next", "build"],
    dev: (port) => ["next", "dev", "--port", `${port}`],
    production: (port) => ["next", "start", "--port", `${port}`],
    options: { file: "app/api/v1/[...path]/route.ts", behind: "createWorkflowServer({ " },
    imports: ["@workflow-stream/react", ...server],
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
};
