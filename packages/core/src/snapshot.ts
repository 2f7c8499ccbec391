import { createScheduler } from "./scheduler.ts";
import { isActive, type RunEvent, transition } from "./state.ts";
import { createSubscribers } from "./subscribers.ts";
import type { Listener, Snapshot, Timing } from "./types.ts";

/** The state of a stream as it changes, and the snapshots published of it. */
export interface SnapshotStore<Inputs> {
  /** What was published last. */
  readonly published: Snapshot<Inputs>;
  /** The state now; it may be ahead of what was published. */
  readonly draft: Snapshot<Inputs>;
  /** Changes fields (a `text` replaces the text), the status by an event, and adds a delta to the text; publishes with the next frame. */
  change(fields: Partial<Snapshot<Inputs>>, event?: RunEvent, delta?: string): void;
  /** Publishes now. */
  flush(): void;
  subscribe(listener: Listener<Inputs>): () => void;
}

/** What no run has measured yet. */
export const NO_TIMING: Timing = {
  token: undefined,
  headers: undefined,
  firstText: undefined,
  end: undefined,
  chars: 0,
  chunks: 0,
};

/** The snapshot before any run. */
export function initialSnapshot<Inputs>(text: string): Snapshot<Inputs> {
  return {
    status: "idle",
    text,
    error: undefined,
    isLoading: false,
    isPartial: false,
    verified: false,
    inputs: undefined,
    attempt: 0,
    runId: undefined,
    timing: NO_TIMING,
  };
}

/** Holds the state of one stream. The text is a rope: a snapshot costs nothing until its text is read. */
export function createSnapshotStore<Inputs>(
  initial: Snapshot<Inputs>,
  pace: () => "frame" | "sync",
): SnapshotStore<Inputs> {
  const subscribers = createSubscribers<Parameters<Listener<Inputs>>>();
  /** What the text grew by since it was published; `undefined` when it was replaced. */
  let grown: string | undefined = "";
  let isPublishing = false;

  const scheduler = createScheduler(pace, () => {
    // a listener may change the state: all hear of that after they heard of this
    if (isPublishing) return;
    isPublishing = true;
    while (store.published !== store.draft) {
      const delta = grown;
      grown = "";
      store.published = store.draft;
      subscribers.notify(store.published, delta);
    }
    isPublishing = false;
  });

  const store = {
    published: initial,
    draft: initial,
    change(fields: Partial<Snapshot<Inputs>>, event?: RunEvent, delta = "") {
      const { draft } = store;
      const { text = draft.text } = fields;
      if (text !== draft.text) grown = undefined;
      else if (grown !== undefined) grown += delta;
      const status = event ? transition(draft.status, event) : draft.status;
      const isLoading = isActive(status);
      const next = { ...draft, ...fields, text: text + delta, status, isLoading };
      const names = Object.keys(next) as (keyof Snapshot<Inputs>)[];
      if (names.every((name) => next[name] === draft[name])) return;
      store.draft = next;
      scheduler.schedule();
    },
    flush: scheduler.flush,
    subscribe: subscribers.add,
  };
  return store;
}
