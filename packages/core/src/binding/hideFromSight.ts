/**
 * In the corner of the window, so that it makes nothing scroll, wherever its element stands; not to be selected or copied along.
 * Set by script: in markup a content security policy may forbid it.
 */
const OUT_OF_SIGHT =
  "position:fixed;top:0;left:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;-webkit-user-select:none;user-select:none";

/** Takes an element out of sight, not out of what a screen reader hears. */
export function hideFromSight(element: HTMLElement | null): void {
  if (element) element.style.cssText = OUT_OF_SIGHT;
}
