import type { JSX } from "@solidjs/web";
import { showMark } from "@workflow-stream/core/binding";
import { onSettled, Show } from "solid-js";

/** What stands in place of a text that did not come. */
export function Fallback(props: { readonly text: string }): JSX.Element {
  return (
    <Show when={props.text}>
      <span data-fallback="">{props.text}</span>
    </Show>
  );
}

/** What stands beside a text that is not whole. */
export function Mark(props: { readonly text: string }): JSX.Element {
  let element!: HTMLSpanElement;
  onSettled(() => showMark(element));
  return (
    <span data-partial="" ref={element}>
      {props.text}
    </span>
  );
}
