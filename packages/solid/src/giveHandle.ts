import type { StreamingTextHandle } from "@workflow-stream/core/binding";
import type { CreateWorkflowStreamReturn } from "./createWorkflowStream.ts";
import type { ShownProps } from "./streamingTextProps.ts";

/** Gives a component's `ref` what it may do with the stream. */
export function giveHandle({ ref }: ShownProps, run: CreateWorkflowStreamReturn): void {
  const { stream, start, retry, stop } = run;
  (ref as ((handle: StreamingTextHandle) => void) | undefined)?.({ stream, start, retry, stop });
}
