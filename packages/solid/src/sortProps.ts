import { type JSX, mergeProps, splitProps } from "solid-js";
import type { CreateWorkflowStreamOptions } from "./createWorkflowStream.ts";
import type { StreamingTextProps } from "./streamingTextProps.ts";

/** The props of `<StreamingText>`, sorted. */
interface SortedProps {
  /** Options of the stream; they change with the props. */
  readonly options: CreateWorkflowStreamOptions;
  /** What goes to the root element. */
  readonly attributes: JSX.HTMLAttributes<HTMLElement>;
}

/** Sorts props into options of the stream, attributes of the root element, and the component's own. */
export function sortProps(props: StreamingTextProps): SortedProps {
  const [given, , attributes] = splitProps(
    props,
    ["url", "workflowId", "baseUrl", "token", "inputs", "immediate", "initialText"],
    [
      "stream",
      "options",
      "spinner",
      "spinnerDelayMs",
      "fallback",
      "fallbackText",
      "announce",
      "as",
      "children",
      "ref",
    ],
  );
  const options = mergeProps({ immediate: true }, () => props.options, given);
  return { options: options as CreateWorkflowStreamOptions, attributes };
}
