import type { WorkflowStream } from "../workflowStream.ts";

/** What a component gives to who holds a reference to it. */
export type StreamingTextHandle = Pick<WorkflowStream, "start" | "retry" | "stop"> & {
  readonly stream: WorkflowStream;
};
