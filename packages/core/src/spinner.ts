/** How a component's default spinner looks: a bar the height of a letter, in the colour of the text. */
export const spinnerStyle: Readonly<Record<string, string>> = {
  display: "inline-block",
  width: "0.55em",
  height: "1em",
  verticalAlign: "text-bottom",
  background: "currentColor",
  opacity: "0.6",
};

/** Takes an element out of sight, not out of what a screen reader hears. */
export const hiddenStyle: Readonly<Record<string, string>> = {
  position: "absolute",
  width: "1px",
  height: "1px",
  margin: "-1px",
  padding: "0",
  overflow: "hidden",
  clipPath: "inset(50%)",
  whiteSpace: "nowrap",
  border: "0",
};

/** Lets a spinner pulse, for those who have not asked for reduced motion. Needs no style sheet. */
export function animateSpinner(element: Element): void {
  if (globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches) return;
  element.animate?.([{ opacity: 0.6 }, { opacity: 0.1 }, { opacity: 0.6 }], {
    duration: 1200,
    iterations: Infinity,
    easing: "ease-in-out",
  });
}
