import { untrack } from "solid-js";
import type { CreateWorkflowStreamReturn } from "./createWorkflowStream.ts";
import type { ShownProps } from "./streamingTextProps.ts";

/** Gives a component's `ref` what it may do with the stream. */
export function giveHandle(props: ShownProps, run: CreateWorkflowStreamReturn): void {
  const { stream, start, retry, stop } = run;
  const ref = untrack(() => props.ref);
  // what the compiler makes of a `ref` is a function, also where it is given a variable or an array
  if (typeof ref === "function") ref({ stream, start, retry, stop });
}
