import { existsSync } from "node:fs";
import {
  addComponent,
  addImports,
  addPluginTemplate,
  addServerHandler,
  addServerTemplate,
  createResolver,
  defineNuxtModule,
} from "@nuxt/kit";
import type { NuxtModule } from "@nuxt/schema";

/** The module's options, `workflowStream` in `nuxt.config.ts`. */
export interface ModuleOptions {
  /** The file of workflows, from the app's root. Default `server/workflows.ts`. */
  readonly workflows: string;
  /** The path before all endpoints. Default `/api/v1`. */
  readonly basePath: string;
}

const VUE = "@workflow-stream/vue";
const IMPORTS = [
  { from: VUE, names: ["useWorkflowStream", "workflowStreamDefaults"] },
  { from: `${VUE}/persist`, names: ["sessionPersister", "localPersister", "createPersister"] },
];
const COMPONENTS = { StreamingText: VUE, StreamingMarkdown: `${VUE}/markdown` };
/** Where the components look for a server that is not named. */
const CLIENT_BASE_PATH = "/api/v1";
const HANDLER = "#workflow-stream/handler";

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
    defaults: { workflows: "server/workflows.ts", basePath: CLIENT_BASE_PATH },
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
      const listener = createResolver(import.meta.url).resolve("./runtime/listener");
      addServerTemplate({
        filename: HANDLER,
        getContents: () => handlerOf(file, listener, basePath),
      });
      addServerHandler({ route: `${basePath}/**`, handler: HANDLER });
      if (basePath !== CLIENT_BASE_PATH)
        addPluginTemplate({
          filename: "workflow-stream.mjs",
          getContents: () => pluginOf(basePath),
        });
    },
  });

export default workflowStream;

/** The server's side: what only the app's own build can resolve. */
function handlerOf(file: string, listener: string, basePath: string): string {
  return `import { fromNodeMiddleware, useRuntimeConfig } from "#imports";
import workflows from ${JSON.stringify(file)};
import { createListener } from ${JSON.stringify(listener)};
const secretKey = useRuntimeConfig().workflowSecretKey || process.env.WORKFLOW_SECRET_KEY;
export default fromNodeMiddleware(
  createListener(workflows, { basePath: ${JSON.stringify(basePath)}, secretKey }),
);
`;
}

/** The page's side of a `basePath` of the app's own. */
function pluginOf(baseUrl: string): string {
  return `import { defineNuxtPlugin } from "#app";
import { workflowStreamDefaults } from ${JSON.stringify(VUE)};
export default defineNuxtPlugin(({ vueApp }) => {
  vueApp.use(workflowStreamDefaults({ baseUrl: ${JSON.stringify(baseUrl)} }));
});
`;
}
