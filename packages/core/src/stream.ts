import { call, isBrowser, valueOf } from "./environment.ts";
import { typed, WorkflowStreamError } from "./errors.ts";
import { keyOf } from "./run/key.ts";
import { createRun, type Ending, type Run } from "./run/run.ts";
import type { Step } from "./run/request.ts";
import { refuseSecretKeys } from "./run/secrets.ts";
import { createSnapshotStore, newRun, NO_TEXT } from "./show/snapshot.ts";
import { singleUseOf } from "./run/token.ts";
import type { RunResult, Snapshot, WorkflowStream, WorkflowStreamOptions } from "./types.ts";

/** What comes of a start that is not carried out. */
export const NOT_STARTED: RunResult = {
  status: "stopped",
  text: "",
  isPartial: true,
  verified: false,
};

/**
 * Makes a stream: one run at a time, observable, framework-free. Nothing is sent before `start()`.
 *
 * Options may be given as a function, which is asked at each start.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 */
export function createWorkflowStream<Inputs = Record<string, unknown>>(
  source: WorkflowStreamOptions<Inputs> | (() => WorkflowStreamOptions<Inputs>),
): WorkflowStream<Inputs> {
  let options = valueOf(source);
  refuseSecretKeys(options);
  if (!options.workflowId && !options.url) throw new TypeError("Neither workflowId nor url");

  const initial: Snapshot<Inputs> = {
    ...NO_TEXT,
    ...newRun(),
    text: options.initialText ?? "",
    status: "idle",
    isLoading: false,
  };
  const { draft, change, subscribe, getSnapshot } = createSnapshotStore(initial);
  /** What was started last; */
  let run: Run;
  /** its target and inputs by value: what makes two starts equal; */
  let key = "";
  let inputs: Inputs | undefined;
  /** when, by `performance.now()`; */
  let startedAt = 0;
  /** and its token or URL, if that is good for one try. */
  let singleUse: string | undefined;
  /** The result of the run that is on, and what settles it. */
  let active: Promise<RunResult> | undefined;
  let settle: (result: RunResult | Promise<RunResult>) => void;
  /** The key of the run whose text is shown. */
  let shownKey: string | undefined;
  /** A token or URL that is good for one try, and had it. */
  let spent: string | undefined;
  const owners = new Set<object>();

  function start(given?: Inputs, init?: { signal?: AbortSignal | undefined }): Promise<RunResult> {
    const next = valueOf(source);
    // `@click="start"` gives an event where inputs are meant
    if ((given as Partial<Event> | undefined)?.preventDefault) given = undefined;
    let givenKey = "";
    let body = "";
    let error: WorkflowStreamError | undefined;
    try {
      given ??= valueOf<Inputs | undefined, []>(next.inputs);
      body = JSON.stringify(given ?? {});
      givenKey = keyOf(next, given);
    } catch (cause) {
      error = typed(cause, "invalid_input", "connect");
    }
    if (key !== givenKey) stop();
    // the same run is joined; and who heard of the end of another may have started one, which stands
    if (active) return key === givenKey ? stopWith(active, init) : Promise.resolve(NOT_STARTED);
    options = next;
    singleUse = singleUseOf(options);
    if (singleUse && singleUse === spent) error = new WorkflowStreamError("token_spent", "token");
    run = createRun(options, body, hear);
    key = givenKey;
    inputs = given;
    startedAt = performance.now();
    return stopWith(follow({ ...newRun(), status: "connecting", inputs }, error), init);
  }

  /** Follows the run that was started last; it begins when all have heard of it. */
  function follow(
    fields: Partial<Snapshot<Inputs>>,
    error?: WorkflowStreamError,
  ): Promise<RunResult> {
    const result = new Promise<RunResult>((resolve) => (settle = resolve));
    active = result;
    void run.follow(error).then((ending) => {
      if (active !== result) return;
      if (ending) return end(ending);
      // the server no longer has the run: a new one takes its place
      const replace = settle;
      active = undefined;
      replace(start(inputs));
    });
    change(fields);
    return result;
  }

  /** Changes what is shown by what the run tells. */
  function hear(fields: Partial<Snapshot<never>>, step?: Step, delta = ""): void {
    if (step === "token") spent = singleUse;
    if (delta) {
      shownKey = key;
      draft.timing.chars += delta.length;
      if (!draft.timing.chunks++) {
        step = "firstText";
        fields = { ...NO_TEXT, ...fields };
      }
    }
    // a step counts when it is first reached
    if (step)
      fields = { ...fields, timing: { [step]: performance.now() - startedAt, ...draft.timing } };
    change(fields, delta, step !== "end" && options.flush !== "sync");
    if (delta) call(options.onDelta, delta);
  }

  /** Ends the run that is on, and publishes that in one notification with the last text. */
  function end({ status, verified = false, error }: Ending): void {
    // a listener may start another run, with options of its own
    const { onError, onFinish } = options;
    const text = draft.timing.chunks ? draft.text : "";
    const flags = { isPartial: status !== "done", verified };
    const result: RunResult = { status, error, text, ...flags };
    Object.assign(error ?? {}, { partialText: text });
    active = undefined;
    settle(result);
    hear(
      { status, error, ...(text ? flags : error && (shownKey ?? key) !== key && NO_TEXT) },
      "end",
    );
    if (error) call(onError, error);
    call(onFinish, result);
  }

  function stop(): void {
    if (!active) return;
    run.stop();
    end({ status: "stopped" });
  }

  /** Lets a signal stop the run of a result. */
  function stopWith(
    result: Promise<RunResult>,
    init?: { signal?: AbortSignal | undefined },
  ): Promise<RunResult> {
    const signal = init?.signal;
    const onAbort = (): void => {
      if (active === result) stop();
    };
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
    void result.then(() => signal?.removeEventListener("abort", onAbort));
    return result;
  }

  function retry(): Promise<RunResult> {
    const { end: _end, ...timing } = draft.timing;
    if (draft.status === "idle") return start();
    if (active) return active;
    if (!run.isResumable || (timing.chunks && !shownKey)) return start(inputs);
    options = valueOf(source);
    return follow({ status: "reconnecting", error: undefined, timing });
  }

  function show(fields: Partial<Snapshot<Inputs>>): void {
    stop();
    // who heard of that end may have started another
    if (active) return;
    shownKey = undefined;
    change(fields);
  }

  return {
    start,
    retry,
    stop,
    reset: () => show(initial),
    setText: (text) => show({ ...NO_TEXT, text }),
    ready: () =>
      new Promise((resolve) => {
        const check = (snapshot: Snapshot<Inputs>): void => {
          if (isBrowser() && !snapshot.timing.chunks && snapshot.timing.end === undefined) return;
          unsubscribe();
          resolve(snapshot);
        };
        const unsubscribe = subscribe(check);
        check(getSnapshot());
      }),
    subscribe,
    getSnapshot,
    getServerSnapshot: () => initial,
    retain() {
      const owner = {};
      if (isBrowser()) owners.add(owner);
      return () => {
        // one tick later: a component that is put back at once keeps its run
        if (owners.delete(owner)) setTimeout(() => owners.size || stop());
      };
    },
  };
}
