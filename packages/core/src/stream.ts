import { call, isBrowser, valueOf } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { keyOf } from "./key.ts";
import { createRun, type Ending, type Run } from "./run.ts";
import { refuseSecretKeys } from "./secrets.ts";
import { createSnapshotStore, initialSnapshot, NEW_RUN, NO_TEXT } from "./snapshot.ts";
import { singleUseOf, tokenSpent } from "./token.ts";
import type { RunResult, Snapshot, WorkflowStream, WorkflowStreamOptions } from "./types.ts";

/** One following of a run, from `start` or `retry` to its end. */
interface Job<Inputs> {
  readonly run: Run;
  readonly inputs: Inputs | undefined;
  /** Target and inputs by value: what makes two starts equal. */
  readonly key: string;
  readonly result: Promise<RunResult>;
  outcome?: RunResult;
}

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

  const initial = initialSnapshot<Inputs>(options.initialText);
  const store = createSnapshotStore(initial, () => options.flush !== "sync");
  /** What was started last, and what is on. */
  let last: Job<Inputs> | undefined;
  let active: Job<Inputs> | undefined;
  /** The key of the run whose text is shown. */
  let shownKey: string | undefined;
  /** A token or URL that is good for one try, and had it. */
  let spent: string | undefined;
  let owners = 0;

  function start(given?: Inputs, init?: { signal?: AbortSignal | undefined }): Promise<RunResult> {
    options = valueOf(source);
    // `@click="start"` gives an event where inputs are meant
    const isEvent = !!(given as Partial<Event> | undefined)?.preventDefault;
    return begin(isEvent ? undefined : given, init?.signal);
  }

  function begin(inputs: Inputs | undefined, signal?: AbortSignal): Promise<RunResult> {
    let key = "";
    let body = "";
    let error: WorkflowStreamError | undefined;
    try {
      inputs ??= valueOf<Inputs | undefined, []>(options.inputs);
      key = keyOf(options, inputs);
      body = JSON.stringify(inputs ?? {});
    } catch (cause) {
      const message = "The inputs are no JSON";
      error = new WorkflowStreamError("invalid_input", "connect", message, { cause });
    }
    if (active?.key === key) return stopWith(signal, active);
    stop();
    const singleUse = singleUseOf(options);
    if (singleUse && singleUse === spent) error = tokenSpent();
    const run = createRun(options, body, (fields, delta) => {
      if (delta) shownKey = key;
      store.change(fields, delta);
      if (delta) call(options.onDelta, delta);
    });
    const job = follow(run, inputs, key, error);
    store.change({ ...NEW_RUN, status: "connecting", inputs });
    store.flush();
    const result = stopWith(signal, job);
    if (active === job && !error) spent = singleUse;
    return result;
  }

  /** Makes a run the one that is on; it begins when all have heard of it. */
  function follow(
    run: Run,
    inputs: Inputs | undefined,
    key: string,
    error?: WorkflowStreamError,
  ): Job<Inputs> {
    async function settle(): Promise<RunResult> {
      const ending = await (error
        ? { status: "error" as const, error }
        : Promise.resolve().then(run.follow));
      if (ending) end(job, ending);
      else if (active === job) {
        // the server no longer has the run: a new one takes its place
        active = undefined;
        return begin(inputs);
      }
      return job.outcome!;
    }
    const job: Job<Inputs> = { run, inputs, key, result: settle() };
    last = active = job;
    return job;
  }

  /** Ends a job, once, and publishes that in one notification with the last text. */
  function end(job: Job<Inputs>, { status, verified = false, error }: Ending): void {
    if (active !== job) return;
    active = undefined;
    const { run, key } = job;
    const flags = { isPartial: status !== "done", verified };
    const isStale = error && shownKey !== undefined && shownKey !== key;
    const timing = { ...store.draft.timing, end: performance.now() - run.startedAt };
    store.change({ status, error, timing, ...(run.text ? flags : isStale && NO_TEXT) });
    store.flush();
    const result: RunResult = { status, text: run.text, ...flags, ...(error && { error }) };
    job.outcome = result;
    if (error) call(options.onError, error);
    call(options.onFinish, result);
  }

  function stop(): void {
    if (!active) return;
    active.run.stop();
    end(active, { status: "stopped" });
  }

  /** Lets a signal stop a job; returns the job's result. */
  function stopWith(signal: AbortSignal | undefined, job: Job<Inputs>): Promise<RunResult> {
    const { result } = job;
    if (!signal) return result;
    const onAbort = (): void => {
      if (active === job) stop();
    };
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort);
    void result.then(() => signal.removeEventListener("abort", onAbort));
    return result;
  }

  function retry(): Promise<RunResult> {
    if (!last) return start();
    if (active) return active.result;
    options = valueOf(source);
    const { run, inputs, key } = last;
    if (!run.isResumable || (run.text && !shownKey)) return begin(inputs);
    const { result } = follow(run, inputs, key);
    store.change({ status: "reconnecting", error: undefined });
    store.flush();
    return result;
  }

  function show(fields: Partial<Snapshot<Inputs>>): void {
    stop();
    shownKey = undefined;
    store.change(fields);
    store.flush();
  }

  return {
    start,
    retry,
    stop,
    reset() {
      stop();
      last = undefined;
      show(initial);
    },
    setText: (text) => show({ ...NO_TEXT, text }),
    ready: () =>
      new Promise((resolve) => {
        const check = (snapshot: Snapshot<Inputs>): void => {
          const { status, isLoading, timing } = snapshot;
          const isReady = status !== "idle" && (!isLoading || timing.chunks > 0);
          if (isBrowser() && !isReady) return;
          unsubscribe?.();
          resolve(snapshot);
        };
        const unsubscribe = store.subscribe(check);
        check(store.published);
      }),
    subscribe: store.subscribe,
    getSnapshot: () => store.published,
    getServerSnapshot: () => initial,
    retain() {
      let isHeld = isBrowser();
      if (isHeld) owners++;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        owners--;
        // one tick later: a component that is put back at once keeps its run
        setTimeout(() => owners || stop());
      };
    },
  };
}
