import { showSpinner } from "@workflow-stream/core/binding";
import type { ReactElement } from "react";

/** The spinner of a `<StreamingText>` that was given none. */
export function Spinner(): ReactElement {
  return <span ref={show} data-spinner="" aria-hidden="true" />;
}

/** StrictMode attaches a ref twice: one animation is enough. */
function show(element: HTMLElement | null): void {
  if (!element?.style.cssText) showSpinner(element);
}
