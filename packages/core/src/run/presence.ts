import { isBrowser } from "../environment.ts";

/** Who shows a stream, and whether it listens to its page. Outside a browser nobody does. */
export interface Presence {
  /** Counts an owner. @returns what releases it; the last one's release counts one tick later. */
  retain(): () => void;
  /** Listens, until the last owner is gone. */
  listen(): void;
  /** Listens no longer, unless there is an owner. */
  rest(): void;
}

/** What a stream does when it is shown. */
interface PresenceActions {
  /** The first owner is there. @returns what is done at once when the last one is gone. */
  mount(): () => void;
  /** Listens to the page. @returns how to end that. */
  listen(): () => void;
  /** Nobody owns it any more. A component that is put back at once has never left. */
  onLeave(): void;
}

/** Creates the presence of a stream. */
export function createPresence({ mount, listen, onLeave }: PresenceActions): Presence {
  const owners = new Set<object>();
  let unmount: (() => void) | undefined;
  let stopListening: (() => void) | undefined;

  function startListening(): void {
    if (isBrowser()) stopListening ??= listen();
  }

  function rest(): void {
    if (owners.size > 0) return;
    stopListening?.();
    stopListening = undefined;
  }

  function leaveUnlessRetained(): void {
    if (owners.size > 0) return;
    rest();
    onLeave();
  }

  return {
    listen: startListening,
    rest,
    retain() {
      const owner = {};
      if (isBrowser()) {
        owners.add(owner);
        unmount ??= mount();
      }
      startListening();
      return () => {
        if (!owners.delete(owner)) return;
        if (owners.size === 0) {
          unmount?.();
          unmount = undefined;
        }
        setTimeout(leaveUnlessRetained);
      };
    },
  };
}
