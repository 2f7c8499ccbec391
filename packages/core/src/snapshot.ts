import { call, differs } from "./environment.ts";
import { createScheduler } from "./scheduler.ts";
import type { Listener, Snapshot } from "./types.ts";

/** The state of a stream as it changes, and the snapshots published of it. */
export interface SnapshotStore<Inputs> {
  /** What was published last. */
  readonly published: Snapshot<Inputs>;
  /** The state now; it may be ahead of what was published. */
  readonly draft: Snapshot<Inputs>;
  /** Changes fields, and publishes with the next frame. A `text` replaces the text, unless it is the text grown by `delta`. */
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
  const draft: Draft<Inputs> = { ...initial };
  /** What the text grew by since it was published; `undefined` when it was replaced. */
  let grown: string | undefined = "";
  let isChanged = false;
  let isPublishing = false;

  const { schedule, flush } = createScheduler(() => {
    // a listener may change the state: all hear of that after they heard of this
    if (isPublishing) return;
    isPublishing = true;
    while (isChanged) {
      const delta = grown;
      grown = "";
      isChanged = false;
      store.published = { ...draft, timing: { ...draft.timing } };
      for (const entry of [...entries])
        if (entries.has(entry)) call(entry.listener, store.published, delta);
    }
    isPublishing = false;
  });

  const store = {
    published: initial,
    draft,
    flush,
    subscribe(listener: Listener<Inputs>) {
      const entry = { listener };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    change(fields: Partial<Snapshot<Inputs>>, delta = "") {
      const { text = draft.text } = fields;
      const isReplaced = delta
        ? text.length - delta.length !== draft.text.length
        : text !== draft.text;
      if (isReplaced) grown = undefined;
      else if (grown !== undefined) grown += delta;
      isChanged ||= !!delta || differs(fields, draft);
      Object.assign(draft, fields);
      draft.isLoading = draft.status.endsWith("ing");
      if (isPaced()) schedule();
      else flush();
    },
  };
  return store;
}

/** The state as it changes. */
type Draft<Inputs> = { -readonly [Name in keyof Snapshot<Inputs>]: Snapshot<Inputs>[Name] };
