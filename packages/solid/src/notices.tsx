import { showMark } from "@workflow-stream/core/binding";
import { type JSX, Show } from "solid-js";

/** What stands in place of a text that did not come. */
export function Fallback(props: { text: string }): JSX.Element {
  return (
    <Show when={props.text}>
      <span data-fallback="">{props.text}</span>
    </Show>
  );
}

/** What stands beside a text that is not whole. */
export function Mark(props: { text: string }): JSX.Element {
  return (
    <span data-partial="" ref={showMark}>
      {props.text}
    </span>
  );
}
