/** What a page hears when it goes on: it is shown, comes out of the back/forward cache, is thawed, or has a network again. */
const WAKING = ["visibilitychange", "pageshow", "resume", "online"] as const;

/** Whether nobody sees the page. */
export function isHidden(): boolean {
  return globalThis.document?.visibilityState === "hidden";
}

/**
 * Calls back whenever the page goes on and is not hidden.
 * @param onCached called before that where it comes out of the back/forward cache: it heard of nothing meanwhile.
 * @returns how to end that.
 */
export function onWake(callback: () => void, onCached: () => void): () => void {
  const wake = (event: Event): void => {
    if ("persisted" in event && event.persisted) onCached();
    if (!isHidden()) callback();
  };
  // captured, as not all of them bubble from the document to the window
  for (const name of WAKING) globalThis.addEventListener?.(name, wake, true);
  return () => {
    for (const name of WAKING) globalThis.removeEventListener?.(name, wake, true);
  };
}
