import { call } from "./environment.ts";
import { createScheduler } from "./scheduler.ts";
import { isActive, transition } from "./state.ts";
import type { Listener, Snapshot } from "./types.ts";

/** The state of a stream as it changes, and the snapshots published of it. */
export interface SnapshotStore<Inputs> {
  /** What was published last. */
  readonly published: Snapshot<Inputs>;
  /** The state now; it may be ahead of what was published. */
  readonly draft: Snapshot<Inputs>;
  /** Changes fields (a `text` replaces the text), and adds a delta to the text; publishes with the next frame. */
  change(fields: Partial<Snapshot<Inputs>>, delta?: string): void;
  /** Publishes now. */
  flush(): void;
  /** Adds a listener, for each time it is added; it hears what is published from now on, until it is taken away. */
  subscribe(listener: Listener<Inputs>): () => void;
}

/** The text of a run that has none yet. */
export const NO_TEXT = { text: "", isPartial: false, verified: false } as const;

/** What is known of a run before it begins. */
export const NEW_RUN = {
  error: undefined,
  inputs: undefined,
  attempt: 0,
  runId: undefined,
  timing: { chars: 0, chunks: 0 },
} as const;

/** The snapshot before any run. */
export function initialSnapshot<Inputs>(text = ""): Snapshot<Inputs> {
  return { ...NO_TEXT, ...NEW_RUN, text, status: "idle", isLoading: false };
}

/**
 * Holds the state of one stream. The text is a rope: a snapshot costs nothing until its text is read.
 * @param isPaced whether a change waits for the next frame.
 */
export function createSnapshotStore<Inputs>(
  initial: Snapshot<Inputs>,
  isPaced: () => boolean,
): SnapshotStore<Inputs> {
  const entries = new Set<{ readonly listener: Listener<Inputs> }>();
  /** What the text grew by since it was published; `undefined` when it was replaced. */
  let grown: string | undefined = "";
  let isPublishing = false;

  const { schedule, flush } = createScheduler(() => {
    // a listener may change the state: all hear of that after they heard of this
    if (isPublishing) return;
    isPublishing = true;
    while (store.published !== store.draft) {
      const delta = grown;
      grown = "";
      store.published = store.draft;
      for (const entry of [...entries])
        if (entries.has(entry)) call(entry.listener, store.published, delta);
    }
    isPublishing = false;
  });

  const store = {
    published: initial,
    draft: initial,
    flush,
    subscribe(listener: Listener<Inputs>) {
      const entry = { listener };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    change(fields: Partial<Snapshot<Inputs>>, delta = "") {
      const { draft } = store;
      const { text = draft.text } = fields;
      const status = transition(draft.status, fields.status ?? draft.status);
      if (text !== draft.text) grown = undefined;
      else if (grown !== undefined) grown += delta;
      const next = { ...draft, ...fields, text: text + delta, status, isLoading: isActive(status) };
      const names = Object.keys(next) as (keyof Snapshot<Inputs>)[];
      if (names.every((name) => next[name] === draft[name])) return;
      store.draft = next;
      if (isPaced()) schedule();
      else flush();
    },
  };
  return store;
}
