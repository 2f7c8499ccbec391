import { resolve } from "node:path";
import {
  createServer,
  mergeConfig,
  type PreviewServer,
  type Plugin,
  type ResolvedConfig,
  type ViteDevServer,
} from "vite";
import { takeEnvFiles } from "./vite/envFiles.ts";
import { createMount } from "./vite/mount.ts";
import type { WorkflowModule } from "./workflowFile.ts";

/** How the plugin serves. */
export interface WorkflowStreamPluginOptions {
  /** The path before all endpoints. Default `/api/v1`. */
  readonly basePath?: string;
}

type Load = () => Promise<WorkflowModule>;

/**
 * Serves a file of workflows on Vite's dev and preview server, to the pages of that very site alone: a page needs no backend and no token
 * there. The file exports by default what `workflow-stream serve` takes, an array of workflows or the server's options. A change of it, or of
 * what it imports, counts from the next request on. What Vite's `.env` files say stands in `process.env`.
 * @param file from Vite's `root`, such as `workflows.ts`.
 * @example
 * ```ts
 * export default defineConfig({ plugins: [vue(), workflowStream("workflows.ts")] });
 * ```
 */
export function workflowStream(
  file: string,
  { basePath = "/api/v1" }: WorkflowStreamPluginOptions = {},
): Plugin {
  function mount(
    { config, middlewares, httpServer }: ViteDevServer | PreviewServer,
    load: Load,
    onClose: () => Promise<void> = async () => {},
  ): void {
    let hasEnv = false;
    // Not before a page asks: a test runner that loads this plugin is not given what stands in the files.
    const loadWithEnv: Load = () => {
      if (!hasEnv) takeEnvFiles(config);
      hasEnv = true;
      return load();
    };
    const onLoadError = (error: unknown): void => tell(config, error);
    const mounted = createMount({ file, basePath, load: loadWithEnv, onLoadError });
    middlewares.use(mounted.listener);
    httpServer?.once("close", () => void mounted.close().then(onClose));
  }

  return {
    name: "workflow-stream",
    apply: "serve",
    configureServer(server) {
      mount(server, loaderOf(server, file));
    },
    configurePreviewServer(server) {
      let loading: Promise<ViteDevServer> | undefined;
      const load: Load = async () => {
        loading ??= loaderFor(server.config);
        return loaderOf(await loading, file)();
      };
      mount(server, load, async () => (await loading)?.close());
    },
  };
}

function loaderOf(server: ViteDevServer, file: string): Load {
  const path = resolve(server.config.root, file);
  return async () => {
    try {
      return await server.ssrLoadModule(path);
    } catch (error) {
      if (error instanceof Error) server.ssrFixStacktrace(error);
      throw error;
    }
  };
}

/** What loads modules beside a preview, which serves only what was built: a server that listens nowhere. */
function loaderFor({ inlineConfig, mode, root }: ResolvedConfig): Promise<ViteDevServer> {
  return createServer(
    mergeConfig(inlineConfig, {
      root,
      mode,
      appType: "custom",
      optimizeDeps: { noDiscovery: true, include: [] },
      server: { middlewareMode: true, ws: false, hmr: false },
    }),
  );
}

function tell({ logger }: ResolvedConfig, error: unknown): void {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  logger.error(`workflow-stream: ${told}`, { timestamp: true });
}
