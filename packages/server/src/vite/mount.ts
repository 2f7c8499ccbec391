import { nodeListener, type NodeListener } from "../node.ts";
import type { WorkflowServerOptions } from "../options.ts";
import { createWorkflowServer, type WorkflowServer } from "../server.ts";
import { memoryStore } from "../store/memory.ts";
import { readWorkflowFile, type WorkflowModule } from "../workflowFile.ts";

/** A file of workflows that is served. */
export interface Mount {
  readonly listener: NodeListener;
  /** Ends what is running. */
  close(): Promise<void>;
}

/** What to serve. */
export interface MountOptions {
  /** As it is named in messages. */
  readonly file: string;
  readonly basePath: string;
  /** Gives the file as it is now: the same object for as long as nothing has changed. */
  load(): Promise<WorkflowModule>;
  /** Told what is wrong with the file. */
  onLoadError(error: unknown): void;
}

interface Current {
  readonly module: WorkflowModule;
  readonly server: WorkflowServer;
}

// Whoever opens the page is the one developer.
const DEVELOPER = "developer";
// As long as a run may take: a file that is saved cuts no text short.
const RELOAD_GRACE_MS = 300_000;

/** Serves the file's workflows to the pages of its own site, and each change of it from the next request on. */
export function createMount({ file, basePath, load, onLoadError }: MountOptions): Mount {
  // One for all changes: a text that was begun before one is read on after it.
  const store = memoryStore();
  const servers = new Set<WorkflowServer>();
  let current: Current | undefined;

  function create(module: WorkflowModule): WorkflowServer {
    const options: WorkflowServerOptions = readWorkflowFile(module, file);
    if ((options.basePath ?? basePath) !== basePath) {
      throw new TypeError(`the basePath of ${file} has to be given to the plugin, as its option`);
    }
    return createWorkflowServer({ authorize: () => DEVELOPER, store, ...options, basePath });
  }

  function leave(server: WorkflowServer): void {
    void server.close({ graceMs: RELOAD_GRACE_MS }).then(() => servers.delete(server));
  }

  async function latest(): Promise<WorkflowServer> {
    const module = await load();
    if (current?.module === module) return current.server;
    const server = create(module);
    servers.add(server);
    if (current) leave(current.server);
    current = { module, server };
    return server;
  }

  async function answer(...request: Parameters<WorkflowServer["fetch"]>): Promise<Response> {
    const server = await latest().catch((error: unknown) => void onLoadError(error));
    return server
      ? server.fetch(...request)
      : Response.json(
          { error: `${file} can't be served; the terminal says why.` },
          { status: 500 },
        );
  }

  return {
    listener: nodeListener({ basePath, fetch: answer }),
    async close() {
      await Promise.all([...servers].map((server) => server.close({ graceMs: 0 })));
      await store.close();
    },
  };
}
