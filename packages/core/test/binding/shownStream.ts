import { initialSnapshot } from "../../src/show/snapshot.ts";
import type { AnyWorkflowStream, Listener, Snapshot } from "../../src/index.ts";

/** A stream whose state is moved by hand. */
export interface ShownStream {
  readonly stream: AnyWorkflowStream;
  /** How many listen to it. */
  readonly listeners: number;
  /** Publishes a status, and a text and what else changed if given. */
  show(status: Snapshot["status"], text?: string, changed?: Partial<Snapshot<unknown>>): void;
}

/** Makes a stream that publishes what it is given. */
export function createShownStream(): ShownStream {
  const listeners = new Set<Listener<unknown>>();
  let snapshot: Snapshot<unknown> = initialSnapshot("");
  const stream: Pick<AnyWorkflowStream, "getSnapshot" | "subscribe"> = {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    stream: stream as AnyWorkflowStream,
    get listeners() {
      return listeners.size;
    },
    show(status, text = snapshot.text, changed = {}) {
      snapshot = { ...snapshot, status, text, ...changed };
      for (const listener of Array.from(listeners)) listener(snapshot, undefined);
    },
  };
}
