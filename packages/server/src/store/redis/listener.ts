import type { Subscriber } from "./client.ts";

/** One channel that is kept open. */
export interface Listener {
  /** Opens it, unless it is: for a connection that is back. */
  open(): void;
  close(): void;
}

/** Creates a listener; what is said while there is no connection is not heard. */
export function createListener(
  subscriber: Subscriber,
  channel: string,
  onMessage: (message: string) => void,
): Listener {
  let isOpen = false;
  let isClosed = false;

  return {
    open() {
      if (isOpen || isClosed) return;
      isOpen = true;
      subscriber.subscribe(channel, onMessage).catch(() => (isOpen = false));
    },
    close() {
      isClosed = true;
      // Without a connection there is nothing to close.
      subscriber.unsubscribe(channel, onMessage).catch(() => {});
    },
  };
}
