import { createWorkflowServer, type WorkflowServerOptions } from "@workflow-stream/server";
import { nodeListener, type NodeListener } from "@workflow-stream/server/node";

/** What a file of workflows exports by default: an array of workflows, or the server's options. */
export type WorkflowsExport =
  | WorkflowServerOptions["workflows"]
  | (Partial<WorkflowServerOptions> & Pick<WorkflowServerOptions, "workflows">);

/** What the module says about the server. */
export interface ListenerOptions {
  readonly basePath: string;
  /** Counts where the file names no keys itself. */
  readonly secretKey: string | undefined;
}

/**
 * Makes the listener that serves a file of workflows in the app's own server.
 * @throws TypeError when the file's export is not as a server takes it.
 */
export function createListener(
  exported: WorkflowsExport,
  { basePath, secretKey }: ListenerOptions,
): NodeListener {
  const options = "workflows" in exported ? exported : { workflows: exported };
  // With `authorize` a key may be missing; without, the first request that needs it is told.
  const keys = options.authorize && !secretKey ? {} : { secretKeys: [secretKey] };
  return nodeListener(createWorkflowServer({ ...keys, ...options, basePath }));
}
