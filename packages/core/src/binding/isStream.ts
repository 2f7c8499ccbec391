import type { WorkflowStream } from "../workflowStream.ts";

/** Whether a value is a stream rather than the options of one. */
export function isStream<Inputs>(value: unknown): value is WorkflowStream<Inputs> {
  return !!(value as Partial<WorkflowStream> | null | undefined)?.getSnapshot;
}
