import { existsSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import {
  addComponent,
  addImports,
  addPluginTemplate,
  addServerHandler,
  addServerTemplate,
  addTypeTemplate,
  createResolver,
  defineNuxtModule,
} from "@nuxt/kit";
import type { NuxtModule } from "@nuxt/schema";

/** The module's options, `workflowStream` in `nuxt.config.ts`. */
export interface ModuleOptions {
  /** The file of workflows, from the app's root. Default `server/workflows.ts`. */
  readonly workflows: string;
  /** The path before all endpoints, below the app's own `baseURL`. Default `/api/v1`. */
  readonly basePath: string;
}

const VUE = "@workflow-stream/vue";
const IMPORTS = [
  { from: VUE, names: ["useWorkflowStream", "workflowStreamDefaults"] },
  { from: `${VUE}/persist`, names: ["sessionPersister", "localPersister", "createPersister"] },
];
const COMPONENTS = { StreamingText: VUE, StreamingMarkdown: `${VUE}/markdown` };
const DEFAULT_BASE_PATH = "/api/v1";
const HANDLER = "#workflow-stream/handler";
const TYPES = "types/workflow-stream.d.ts";

/**
 * Serves a file of workflows in a Nuxt app, and imports the composables and components of `@workflow-stream/vue` where a page uses them.
 * @example
 * ```ts
 * export default defineNuxtConfig({
 *   modules: ["@workflow-stream/nuxt"],
 *   workflowStream: { workflows: "server/workflows.ts" },
 * });
 * ```
 */
const workflowStream: NuxtModule<ModuleOptions, ModuleOptions, false> =
  defineNuxtModule<ModuleOptions>({
    meta: {
      name: "@workflow-stream/nuxt",
      configKey: "workflowStream",
      compatibility: { nuxt: ">=4.0.0" },
    },
    defaults: { workflows: "server/workflows.ts", basePath: DEFAULT_BASE_PATH },
    setup({ workflows, basePath }, nuxt) {
      addImports(IMPORTS.flatMap(({ from, names }) => names.map((name) => ({ name, from }))));
      for (const [name, filePath] of Object.entries(COMPONENTS))
        addComponent({ name, export: name, filePath });

      const file = createResolver(nuxt.options.rootDir).resolve(workflows);
      // `nuxt prepare` runs as the app is installed, before anything is written.
      if (!existsSync(file) && !nuxt.options._prepare)
        throw new Error(`@workflow-stream/nuxt: there is no ${workflows}`);
      // Empty, as what stands in the configuration at build time would be built in.
      nuxt.options.runtimeConfig.workflowSecretKey ??= "";
      addServerTemplate({
        filename: HANDLER,
        getContents: () => handlerOf(file, basePath),
      });
      addServerHandler({ route: `${basePath}/**`, handler: HANDLER });
      const types = join(nuxt.options.buildDir, TYPES);
      addTypeTemplate({ filename: TYPES, getContents: () => typesOf(file, types) });
      addPluginTemplate({
        filename: "workflow-stream.mjs",
        getContents: () => pluginOf(basePath),
      });
    },
  });

export default workflowStream;

/** A file of the module's that the app's own build takes in. */
function runtimeFile(name: string): string {
  return JSON.stringify(createResolver(import.meta.url).resolve(`./runtime/${name}`));
}

/** The server's side: what only the app's own build can resolve. The base of the app may be another where it runs. */
function handlerOf(file: string, basePath: string): string {
  return `import { defineEventHandler, fromNodeMiddleware, useRuntimeConfig } from "#imports";
import workflows from ${JSON.stringify(file)};
import { belowBase } from ${runtimeFile("belowBase")};
import { createListener } from ${runtimeFile("listener")};
const { app, workflowSecretKey } = useRuntimeConfig();
const { listener, serves } = createListener(workflows, {
  basePath: belowBase(app.baseURL, ${JSON.stringify(basePath)}),
  secretKey: workflowSecretKey || process.env.WORKFLOW_SECRET_KEY,
});
const answer = fromNodeMiddleware(listener);
export default defineEventHandler((event) => {
  serves(event);
  return answer(event);
});
`;
}

/** The page's side: where its server is. */
function pluginOf(basePath: string): string {
  return `import { defineNuxtPlugin, useRuntimeConfig } from "#app";
import { workflowStreamDefaults } from ${JSON.stringify(VUE)};
import { belowBase } from ${runtimeFile("belowBase")};
export default defineNuxtPlugin(({ vueApp }) => {
  const baseUrl = belowBase(useRuntimeConfig().app.baseURL, ${JSON.stringify(basePath)});
  vueApp.use(workflowStreamDefaults({ baseUrl }));
});
`;
}

/** What the pages know of the workflows: their ids, inputs and data. */
function typesOf(file: string, types: string): string {
  const path = relative(join(types, ".."), file).split(sep).join("/");
  return `import type exported from ${JSON.stringify(path.slice(0, -extname(path).length))};
type Exported = typeof exported;
declare module ${JSON.stringify(VUE)} {
  interface Register {
    workflows: Exported extends { workflows: infer Workflows } ? Workflows : Exported;
  }
}
export {};
`;
}
