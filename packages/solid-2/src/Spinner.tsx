import type { JSX } from "@solidjs/web";
import { showSpinner } from "@workflow-stream/core/binding";
import { onSettled } from "solid-js";

/** The spinner that `<StreamingText>` shows by itself. */
export function Spinner(): JSX.Element {
  let element!: HTMLSpanElement;
  onSettled(() => showSpinner(element));
  return <span data-spinner="" aria-hidden="true" ref={element} />;
}
