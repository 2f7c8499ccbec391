/**
 * Makes an element a spinner: a bar the height of a letter, in the colour of the text. It pulses for those who have not asked
 * for reduced motion. Needs no style sheet.
 */
export function showSpinner(element: HTMLElement | null): void {
  if (!element) return;
  element.style.cssText =
    "display:inline-block;width:.55em;height:1em;vertical-align:text-bottom;background:currentColor;opacity:.6";
  if (globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches) return;
  element.animate?.({ opacity: [0.6, 0.1, 0.6] }, { duration: 1200, iterations: Infinity });
}
