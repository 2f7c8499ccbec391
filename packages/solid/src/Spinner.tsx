import { showSpinner } from "@workflow-stream/core/binding";
import { type JSX, onMount } from "solid-js";

/** The spinner that `<StreamingText>` shows by itself. */
export function Spinner(): JSX.Element {
  const show = (element: HTMLElement): void => onMount(() => showSpinner(element));
  return <span data-spinner="" aria-hidden="true" ref={show} />;
}
