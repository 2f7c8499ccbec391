import { NOT_STARTED } from "../run/result.ts";
import { createSnapshotStore, initialSnapshot } from "../show/snapshot.ts";
import type { WorkflowStream } from "../workflowStream.ts";

/** How a text from elsewhere ends. */
const ENDED = { status: "done", isPartial: false, verified: false } as const;

/** A text from elsewhere as a stream, which nothing starts or stops. */
export interface TextStream<Inputs> {
  readonly stream: WorkflowStream<Inputs>;
  /** Takes the text as it is now; one that begins with the text before has grown. */
  update(text: string, isOpen: boolean): void;
}

/** Makes a stream of a text from elsewhere, which may grow as long as it is open. One that never was open is `idle`. */
export function createTextStream<Inputs = Record<string, unknown>>(
  text: string,
  isOpen: boolean,
): TextStream<Inputs> {
  const initial = initialSnapshot(text);
  const store = createSnapshotStore<Inputs>(initial);
  const { state } = store;

  /** Shows another text, of which more may come. */
  function grow(text: string): void {
    const isLonger = state.timing.chunks > 0 && text.startsWith(state.text);
    const isFirst = state.timing.chunks === 0 && state.status === "connecting";
    if (isLonger) {
      if (text !== state.text) store.grow(text.slice(state.text.length));
      return;
    }
    if (!isFirst) store.begin(undefined, false);
    // unlike a run's, which stays until the next one has text, it is shown as it is given
    if (text !== "") store.grow(text);
    else store.change({ text });
  }

  function update(text: string, isOpen: boolean): void {
    if (isOpen || state.isLoading) grow(text);
    else if (text !== state.text) store.setText(text);
    if (!isOpen && state.isLoading) store.end(ENDED);
  }

  if (isOpen) update(text, true);
  const nothing = (): void => {};
  const { subscribe, getSnapshot } = store;
  return {
    update,
    stream: {
      subscribe,
      getSnapshot,
      getServerSnapshot: () => initial,
      start: () => Promise.resolve(NOT_STARTED),
      retry: () => Promise.resolve(NOT_STARTED),
      restore: () => Promise.resolve(undefined),
      ready: () => Promise.resolve(getSnapshot()),
      stop: nothing,
      reset: nothing,
      setText: (text) => update(text, false),
      retain: () => nothing,
    },
  };
}
