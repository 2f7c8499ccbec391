import { call, differs } from "../environment.ts";
import type { Part } from "../parts.ts";
import type {
  Beside,
  Listener,
  Snapshot,
  Timing,
  WorkflowStreamStatus,
} from "../workflowStream.ts";
import { NOTHING_BESIDE, withParts } from "./beside.ts";
import { createScheduler } from "./scheduler.ts";

/** A step of a run whose time is told. */
type Step = "token" | "headers" | "firstText" | "end";

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** The state as it changes. Its text is counted in its `timing`, in place: no object is made for a delta. */
type Draft<Inputs> = Mutable<Omit<Snapshot<Inputs>, "timing">> & { timing: Mutable<Timing> };

/** Fields that may change beside the text and its counts. */
type Fields<Inputs> = Partial<Omit<Snapshot<Inputs>, "timing" | "isLoading">>;

/** The state of a stream as it changes, and the snapshots published of it. */
export interface SnapshotStore<Inputs> {
  /** The state now; it may be ahead of what was published. */
  readonly state: Readonly<
    Omit<Snapshot<Inputs>, "timing"> & { readonly timing: Readonly<Timing> }
  >;
  /** What was published last. */
  getSnapshot(): Snapshot<Inputs>;
  /** Adds a listener, for each time it is added; it hears what is published from now on, until it is taken away. */
  subscribe(listener: Listener<Inputs>): () => void;
  /**
   * A new run begins; the text of the one before stays until the new one has some. Publishes at once.
   * @param isPaced whether what the run brings is published once a frame.
   * @param status `"reconnecting"` for a run that a page before this one began. Default `"connecting"`.
   */
  begin(inputs: Inputs | undefined, isPaced: boolean, status?: "connecting" | "reconnecting"): void;
  /** The run goes on after it had ended with an error. Publishes at once. */
  resume(): void;
  /** The run comes to a step: its time counts when it is first reached. Publishes as paced. */
  reach(step: Step, fields?: Fields<Inputs>): void;
  /** What came beside the text of the run that is on, or was last; nothing where it has brought neither text nor part. */
  readonly beside: Beside;
  /** The run brings parts; the first ones replace what stands beside the text shown. Publishes as paced. */
  add(parts: readonly Part[]): void;
  /** The run's text grows; its first delta replaces the text shown. Publishes as paced. */
  grow(delta: string): void;
  /** The run comes to its end. Publishes at once, with the last text. */
  end(fields: Fields<Inputs>): void;
  /** Fields of the run change. Publishes as paced. */
  change(fields: Fields<Inputs>): void;
  /** Another text is shown. Publishes at once. */
  setText(text: string): void;
  /** All is as before any run. Publishes at once. */
  reset(): void;
}

/** The text of a run that has none yet. */
export const NO_TEXT = {
  text: "",
  isPartial: false,
  verified: false,
  finishReason: undefined,
  usage: undefined,
} as const;

/** What each delta says of its run; one object, as there are many deltas. */
const STREAMING = { status: "streaming" } as const;

/** The statuses of a run that is on. */
const LOADING: ReadonlySet<WorkflowStreamStatus> = new Set([
  "connecting",
  "streaming",
  "reconnecting",
]);

/** The state before any run. */
export function initialSnapshot(text: string): Snapshot<never> {
  return {
    ...NO_TEXT,
    ...NOTHING_BESIDE,
    text,
    status: "idle",
    isLoading: false,
    error: undefined,
    inputs: undefined,
    attempt: 0,
    runId: undefined,
    timing: { chars: 0, chunks: 0 },
  };
}

/** Creates the state of one stream. The text is a rope: a snapshot costs nothing until its text is read. */
export function createSnapshotStore<Inputs>(initial: Snapshot<Inputs>): SnapshotStore<Inputs> {
  const entries = new Set<Listener<Inputs>>();
  const draft: Draft<Inputs> = { ...initial };
  let published = initial;
  /** What the text grew by since it was published, and whether it was replaced by another. */
  let grown = "";
  let isReplaced = false;
  let isChanged = false;
  let isPublishing = false;
  /** When the run began, by `performance.now()`, and whether it is published once a frame. */
  let beganAtMs = 0;
  let isPaced = true;
  /** What stands beside the text shown is of the run. */
  let isBesideOwn = false;

  const publish = createScheduler(() => {
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

  function assign(fields: Fields<Inputs>): void {
    if (fields.text !== undefined && fields.text !== draft.text) isReplaced = true;
    if (!differs(fields, draft)) return;
    isChanged = true;
    Object.assign(draft, fields);
    draft.isLoading = LOADING.has(draft.status);
  }

  function mark(step: Step): void {
    if (draft.timing[step] !== undefined) return;
    isChanged = true;
    draft.timing[step] = performance.now() - beganAtMs;
  }

  return {
    state: draft,
    getSnapshot: () => published,
    subscribe(listener) {
      const entry: Listener<Inputs> = (snapshot, delta) => call(listener, snapshot, delta);
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    begin(inputs, isPacedNow, status = "connecting") {
      beganAtMs = performance.now();
      isPaced = isPacedNow;
      isChanged = true;
      isBesideOwn = false;
      draft.timing = { chars: 0, chunks: 0 };
      assign({ status, inputs, error: undefined, attempt: 0, runId: undefined });
      publish();
    },
    resume() {
      const { end: _, ...timing } = draft.timing;
      isChanged = true;
      draft.timing = timing;
      assign({ status: "reconnecting", error: undefined });
      publish();
    },
    reach(step, fields = {}) {
      mark(step);
      assign(fields);
      publish(isPaced);
    },
    get beside() {
      const { reasoning, sources, data } = draft;
      return isBesideOwn ? { reasoning, sources, data } : NOTHING_BESIDE;
    },
    add(parts) {
      assign(withParts(isBesideOwn ? draft : NOTHING_BESIDE, parts));
      isBesideOwn = true;
      publish(isPaced);
    },
    grow(delta) {
      const { timing } = draft;
      if (timing.chunks === 0) {
        assign(NO_TEXT);
        if (!isBesideOwn) assign(NOTHING_BESIDE);
        isBesideOwn = true;
        mark("firstText");
      }
      timing.chunks++;
      timing.chars += delta.length;
      draft.text += delta;
      grown += delta;
      isChanged = true;
      assign(STREAMING);
      publish(isPaced);
    },
    end(fields) {
      mark("end");
      assign(fields);
      publish();
    },
    change(fields) {
      assign(fields);
      publish(isPaced);
    },
    setText(text) {
      assign({ ...NO_TEXT, ...NOTHING_BESIDE, text });
      publish();
    },
    reset() {
      const { timing, isLoading: _, ...fields } = initial;
      if (draft.timing !== timing) isChanged = true;
      draft.timing = timing;
      assign(fields);
      publish();
    },
  };
}
