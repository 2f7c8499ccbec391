import type { StreamingTextHandle } from "@workflow-stream/core/binding";
import { untrack } from "solid-js";
import type { CreateWorkflowStreamReturn } from "./createWorkflowStream.ts";
import type { ShownProps } from "./streamingTextProps.ts";

/** Gives a component's `ref` what it may do with the stream. */
export function giveHandle(props: ShownProps, run: CreateWorkflowStreamReturn): void {
  const { stream, start, retry, stop } = run;
  give(
    untrack(() => props.ref),
    { stream, start, retry, stop },
  );
}

/** The compiler makes a function of a variable; an array it hands on as it is. */
function give(ref: ShownProps["ref"], handle: StreamingTextHandle): void {
  if (typeof ref === "function") ref(handle);
  else if (Array.isArray(ref)) for (const each of ref) give(each, handle);
}
