import type { TextSnapshot, TextStream } from "../../src/index.ts";

type Listener = Parameters<TextStream["subscribe"]>[0];

/** A stream whose text is set by hand. */
export interface HandStream extends TextStream {
  publish(snapshot: TextSnapshot, delta?: string): void;
  readonly listeners: ReadonlySet<Listener>;
}

export function createHandStream(text: string, isLoading = true): HandStream {
  let snapshot: TextSnapshot = { text, isLoading };
  const listeners = new Set<Listener>();
  return {
    listeners,
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    publish(published, delta) {
      snapshot = published;
      for (const listener of listeners) listener(published, delta);
    },
  };
}
