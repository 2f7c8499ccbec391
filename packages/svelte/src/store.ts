import type { Snapshot, WorkflowStream } from "@workflow-stream/core";
import { createSubscriber } from "svelte/reactivity";
import type { Readable } from "svelte/store";

/** A stream as a store of snapshots, as the snapshot's fields, and as core's stream to hand on. Its methods need no `this`. */
export interface WorkflowStreamStore<
  Inputs = Record<string, unknown>,
  Data = Record<string, unknown>,
>
  extends
    Readable<Snapshot<Inputs, Data>>,
    Readonly<Snapshot<Inputs, Data>>,
    Pick<
      WorkflowStream<Inputs, Data>,
      "start" | "retry" | "restore" | "stop" | "reset" | "setText" | "ready"
    > {
  readonly stream: WorkflowStream<Inputs, Data>;
}

/** Makes a stream readable as a store and by runes. It listens to the stream only while something reads it. */
export function storeOf<Inputs>(stream: WorkflowStream<Inputs>): WorkflowStreamStore<Inputs> {
  const store: object = {
    ...stream,
    subscribe(run: (snapshot: Snapshot<Inputs>) => void) {
      const unsubscribe = stream.subscribe((snapshot) => run(snapshot));
      run(stream.getSnapshot());
      return unsubscribe;
    },
    stream,
  };
  for (const name of Object.keys(stream.getSnapshot()) as (keyof Snapshot<Inputs>)[])
    Object.defineProperty(store, name, { get: fieldOf(stream, name), enumerable: true });
  return store as WorkflowStreamStore<Inputs>;
}

/** Reads a field of the snapshot; an effect that does so runs again when that field changes, and for no other. */
function fieldOf<Inputs, Name extends keyof Snapshot<Inputs>>(
  stream: WorkflowStream<Inputs>,
  name: Name,
): () => Snapshot<Inputs>[Name] {
  const read = (): Snapshot<Inputs>[Name] => stream.getSnapshot()[name];
  const subscribe = createSubscriber((update) => {
    let last = read();
    return stream.subscribe(() => {
      if (read() === last) return;
      last = read();
      update();
    });
  });
  return () => {
    subscribe();
    return read();
  };
}
