import type { JSX } from "@solidjs/web";
import { attachText, type WorkflowStream } from "@workflow-stream/core";
import { onSettled } from "solid-js";

interface PlainTextProps {
  readonly stream: WorkflowStream;
  /** What stands there until the stream is attached. */
  readonly initialText: string;
  readonly isBusy: boolean;
}

/** The text as it grows; what a growing text costs is up to `attachText`, not to Solid. */
export function PlainText(props: PlainTextProps): JSX.Element {
  const { stream, initialText } = props;
  let element!: HTMLSpanElement;
  onSettled(() => attachText(element, stream));
  return (
    <span data-text="" aria-busy={props.isBusy ? "true" : "false"} ref={element}>
      {initialText}
    </span>
  );
}
