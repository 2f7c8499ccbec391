import { call, differs } from "../environment.ts";
import { createScheduler } from "./scheduler.ts";
import type { Listener, Snapshot, Timing } from "../types.ts";

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The state as it changes. */
type Draft<Inputs> = Mutable<Omit<Snapshot<Inputs>, "timing">> & { timing: Mutable<Timing> };

/** The state of a stream as it changes, and the snapshots published of it. */
export interface SnapshotStore<Inputs> {
  /** The state now; it may be ahead of what was published. Its text is counted in its `timing`, in place. */
  readonly draft: Readonly<Draft<Inputs>>;
  /** What was published last. */
  getSnapshot(): Snapshot<Inputs>;
  /** Changes fields, then adds `delta` to the text, and publishes: with the next frame if paced, else now. */
  change(fields: Partial<Snapshot<Inputs>>, delta?: string, isPaced?: boolean): void;
  /** Adds a listener, for each time it is added; it hears what is published from now on, until it is taken away. */
  subscribe(listener: Listener<Inputs>): () => void;
}

/** The text of a run that has none yet. */
export const NO_TEXT = { text: "", isPartial: false, verified: false } as const;

/** What is known of a run before it begins. */
export function newRun(): Pick<
  Snapshot<never>,
  "error" | "inputs" | "attempt" | "runId" | "timing"
> {
  return {
    error: undefined,
    inputs: undefined,
    attempt: 0,
    runId: undefined,
    timing: { chars: 0, chunks: 0 },
  };
}

/** Holds the state of one stream. The text is a rope: a snapshot costs nothing until its text is read. */
export function createSnapshotStore<Inputs>(initial: Snapshot<Inputs>): SnapshotStore<Inputs> {
  const entries = new Set<Listener<Inputs>>();
  const draft: Draft<Inputs> = { ...initial };
  let published = initial;
  /** What the text grew by since it was published, and whether it was replaced by another. */
  let grown = "";
  let isReplaced = false;
  let isChanged = false;
  let isPublishing = false;

  const schedule = createScheduler(() => {
    // a listener may change the state: all hear of that after they heard of this
    while (isChanged && !isPublishing) {
      isPublishing = true;
      const delta = isReplaced ? undefined : grown;
      grown = "";
      isReplaced = isChanged = false;
      published = { ...draft, timing: { ...draft.timing } };
      for (const entry of [...entries]) if (entries.has(entry)) entry(published, delta);
      isPublishing = false;
    }
  });

  return {
    draft,
    getSnapshot: () => published,
    subscribe(listener) {
      const entry: Listener<Inputs> = (snapshot, delta) => call(listener, snapshot, delta);
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    change(fields, delta = "", isPaced) {
      isReplaced ||= (fields.text ?? draft.text) !== draft.text;
      grown += delta;
      isChanged ||= !!delta || differs(fields, draft);
      Object.assign(draft, fields);
      draft.text += delta;
      draft.isLoading = draft.status.endsWith("ing");
      schedule(isPaced);
    },
  };
}
