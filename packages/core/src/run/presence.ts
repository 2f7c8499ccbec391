import { isBrowser } from "../environment.ts";
import { onWake } from "./waking.ts";

/** Who shows a stream, and whether its page is awake. Outside a browser nobody does. */
export interface Presence {
  /** Counts an owner. @returns what releases it; the last one's release counts one tick later. */
  retain(): () => void;
  /** Listens for the page's waking, until the last owner is gone. */
  listen(): void;
}

/**
 * Creates the presence of a stream.
 * @param onLeave nobody owns it any more. A component that is put back at once has never left.
 * @param wake the page went on after it was hidden, stopped or without a network.
 */
export function createPresence(onLeave: () => void, wake: () => void): Presence {
  const owners = new Set<object>();
  let stopListening: (() => void) | undefined;

  function listen(): void {
    if (isBrowser()) stopListening ??= onWake(wake);
  }

  function leaveUnlessRetained(): void {
    if (owners.size > 0) return;
    stopListening?.();
    stopListening = undefined;
    onLeave();
  }

  return {
    listen,
    retain() {
      const owner = {};
      if (isBrowser()) owners.add(owner);
      listen();
      return () => {
        if (owners.delete(owner)) setTimeout(leaveUnlessRetained);
      };
    },
  };
}
