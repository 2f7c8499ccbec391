/** Takes an element out of sight, not out of what a screen reader hears. In markup a content security policy may forbid that. */
export function hideFromSight(element: HTMLElement | null): void {
  if (element)
    element.style.cssText =
      "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
}
