import type { Persister } from "./persister.ts";
import { createStoragePersister } from "./storagePersister.ts";

/**
 * Keeps a stream's run over reloads of this tab, in its `sessionStorage`.
 * @param name whose run it is; two streams of one page need two names.
 * @throws TypeError when the name is empty.
 * @example
 * ```ts
 * const persister = sessionPersister("explain");
 * const stream = createWorkflowStream({ workflowId: "explain", token, persister });
 * ```
 */
export function sessionPersister(name: string): Persister {
  return createStoragePersister(name, "sessionStorage");
}
