import { createWorkflowServer, type WorkflowServerOptions } from "@workflow-stream/server";
import { nodeListener, type NodeListener, type NodeRequest } from "@workflow-stream/server/node";

/** What a file of workflows exports by default: an array of workflows, or the server's options. */
export type WorkflowsExport =
  | WorkflowServerOptions["workflows"]
  | (Partial<WorkflowServerOptions> & Pick<WorkflowServerOptions, "workflows">);

/** What the module says about the server. */
export interface ListenerOptions {
  /** The whole path before all endpoints, the app's own base included. */
  readonly basePath: string;
  /** Counts where the file names no keys itself. */
  readonly secretKey: string | undefined;
}

/** A request as the app's server has it: an event of h3. */
export interface ServerEvent {
  readonly node: { readonly req: NodeRequest };
}

/** Serves a file of workflows in the app's own server. */
export interface WorkflowsListener {
  readonly listener: NodeListener;
  /** Hands the event of a request to `authorize`, as its `context`. */
  readonly serves: (event: ServerEvent) => void;
}

/**
 * Makes the listener that serves a file of workflows in the app's own server.
 * @throws TypeError when the file's export is not as a server takes it.
 */
export function createListener(
  exported: WorkflowsExport,
  { basePath, secretKey }: ListenerOptions,
): WorkflowsListener {
  const options = "workflows" in exported ? exported : { workflows: exported };
  // With `authorize` a key may be missing; without, the first request that needs it is told.
  const keys = options.authorize && !secretKey ? {} : { secretKeys: [secretKey] };
  const server = createWorkflowServer({ ...keys, ...options, basePath });
  const events = new WeakMap<NodeRequest, ServerEvent>();
  return {
    listener: nodeListener(server, { context: (incoming) => events.get(incoming) }),
    serves: (event) => void events.set(event.node.req, event),
  };
}
