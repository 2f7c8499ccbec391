import type { Listener, Snapshot, WorkflowStream } from "../../src/index.ts";

/** A stream whose text is moved by hand. */
export interface HandStream {
  readonly stream: WorkflowStream;
  append(delta: string): void;
  replace(text: string): void;
}

/** Makes a stream that publishes what it is given, as a stream whose pace is `'sync'` does. */
export function createHandStream(text = ""): HandStream {
  const listeners = new Set<Listener>();
  let snapshot = { status: "streaming", text } as Snapshot;
  const publish = (text: string, delta: string | undefined): void => {
    snapshot = { ...snapshot, text };
    for (const listener of listeners) listener(snapshot, delta);
  };
  const stream: Pick<WorkflowStream, "getSnapshot" | "subscribe"> = {
    getSnapshot: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    stream: stream as WorkflowStream,
    append: (delta) => publish(snapshot.text + delta, delta),
    replace: (text) => publish(text, undefined),
  };
}
