import { animateSpinner, spinnerStyle } from "@workflow-stream/core/binding";
import { type JSX, onMount } from "solid-js";

/** The spinner that `<StreamingText>` shows by itself. */
export function Spinner(): JSX.Element {
  const animate = (element: HTMLElement): void => {
    Object.assign(element.style, spinnerStyle);
    onMount(() => animateSpinner(element));
  };
  return <span data-spinner="" aria-hidden="true" ref={animate} />;
}
