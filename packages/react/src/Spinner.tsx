import { animateSpinner, spinnerStyle } from "@workflow-stream/core/binding";
import type { ReactElement } from "react";

/** The spinner of a `<StreamingText>` that was given none. */
export function Spinner(): ReactElement {
  return <span ref={animate} data-spinner="" aria-hidden="true" style={spinnerStyle} />;
}

/** StrictMode attaches a ref twice: one animation is enough. */
function animate(element: Element | null): void {
  if (element && !element.getAnimations?.().length) animateSpinner(element);
}
