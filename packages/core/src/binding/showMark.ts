/** Sets what stands beside a text apart from it: on a line of its own, smaller and slanted. Needs no style sheet. */
export function showMark(element: HTMLElement | null): void {
  if (element) element.style.cssText = "display:block;font-size:.875em;font-style:italic";
}
