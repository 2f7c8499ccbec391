import { isBrowser, valueOf } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { createJob, type Job, keyOf } from "./job.ts";
import { createRun, type Ending, type Run } from "./run.ts";
import { refuseSecretKeys } from "./secrets.ts";
import { createSnapshotStore, initialSnapshot, NO_TIMING } from "./snapshot.ts";
import { call } from "./subscribers.ts";
import { singleUseOf, tokenSpent } from "./token.ts";
import type {
  RunResult,
  Snapshot,
  Timing,
  WorkflowStream,
  WorkflowStreamOptions,
} from "./types.ts";

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
  if (!options.workflowId && !options.url) throw new TypeError("No workflowId and no url is given");

  const initial = initialSnapshot<Inputs>(options.initialText ?? "");
  const store = createSnapshotStore(initial, () => options.flush ?? "frame");
  let job: Job<Inputs> | undefined;
  /** The run whose text is shown, and the key of its job. */
  let shown: Run | undefined;
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
    let error: WorkflowStreamError | undefined;
    try {
      inputs ??= valueOf<Inputs | undefined, []>(options.inputs);
      key = keyOf(options, inputs);
    } catch (cause) {
      const message = "The inputs can't be had, or sent as JSON";
      error = new WorkflowStreamError("invalid_input", "connect", message, { cause });
    }
    if (job?.isOn && job.key === key) {
      stopWith(signal, job);
      return job.result;
    }
    stop();
    if (spent && spent === singleUseOf(options)) error = tokenSpent();
    const next = createJob({ options, inputs, key, startedAt: performance.now() });
    job = next;
    store.change(
      { error: undefined, inputs, attempt: 0, runId: undefined, timing: NO_TIMING },
      "start",
    );
    store.flush();
    stopWith(signal, next);
    if (error) end(next, { status: "error", error });
    if (!next.isOn) return next.result;
    spent = singleUseOf(options);
    next.run = makeRun(next);
    return follow(next, next.run.start(next.controller.signal));
  }

  function makeRun({ startedAt, key, inputs, options }: Job<Inputs>): Run {
    /** Changes the state, unless the run is no longer the one that is on. */
    const change = (
      fields: Partial<Snapshot<Inputs>>,
      timing: Partial<Timing> = {},
      event?: "text" | "break",
      delta?: string,
    ): boolean => {
      if (!job?.isOn || job.run !== run) return false;
      store.change({ ...fields, timing: { ...store.draft.timing, ...timing } }, event, delta);
      return true;
    };
    const ms = (): number => performance.now() - startedAt;
    const run = createRun(options, JSON.stringify(inputs ?? {}), {
      onAttempt: (attempt) => void change({ attempt }),
      onRequest: () => void change({}, { token: ms() }),
      onHeaders: (runId) => void change({ runId }, { headers: store.draft.timing.headers ?? ms() }),
      onBreak: () => void change({}, {}, "break"),
      onText(delta) {
        const isFirst = shown !== run;
        const { chars, chunks, firstText = ms() } = store.draft.timing;
        const timing = { firstText, chars: chars + delta.length, chunks: chunks + 1 };
        const fields = isFirst && { text: "", isPartial: false, verified: false };
        if (!change({ ...fields }, timing, "text", delta)) return;
        shown = run;
        shownKey = key;
        call(options.onDelta, delta);
      },
    });
    return run;
  }

  function follow(next: Job<Inputs>, reading: Promise<Ending | undefined>): Promise<RunResult> {
    void reading.then((ending) => {
      if (ending) end(next, ending);
      else if (next.isOn) {
        // the server no longer has the run: a new one takes its place
        next.isOn = false;
        next.resolve(begin(next.inputs));
      }
    });
    return next.result;
  }

  /** Ends a job, once, and publishes that in one notification with the last text. */
  function end(ended: Job<Inputs>, ending: Ending): void {
    if (!ended.isOn) return;
    ended.isOn = false;
    const { run, key, options, startedAt } = ended;
    const { status } = ending;
    const error = status === "error" ? ending.error : undefined;
    const flags = { isPartial: status !== "done", verified: status !== "error" && ending.verified };
    const result: RunResult = { status, text: run?.text ?? "", ...flags, ...(error && { error }) };
    const isStale = error && shownKey !== undefined && shownKey !== key;
    const timing = { ...store.draft.timing, end: performance.now() - startedAt };
    store.change(
      {
        error,
        timing,
        ...(run && shown === run
          ? flags
          : isStale && { text: "", isPartial: false, verified: false }),
      },
      status,
    );
    store.flush();
    ended.resolve(result);
    if (error) call(options.onError, error);
    call(options.onFinish, result);
  }

  function stop(): void {
    if (!job?.isOn) return;
    job.controller.abort();
    job.run?.cancel();
    end(job, { status: "stopped", verified: false });
  }

  function stopWith(signal: AbortSignal | undefined, started: Job<Inputs>): void {
    const onAbort = (): void => {
      if (job === started) stop();
    };
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
    void started.result.then(() => signal?.removeEventListener("abort", onAbort));
  }

  function retry(): Promise<RunResult> {
    if (!job) return start();
    if (job.isOn) return job.result;
    options = valueOf(source);
    const { run } = job;
    if (!run?.isResumable || (run.text && run !== shown)) return begin(job.inputs);
    job = createJob(job);
    store.change({ error: undefined }, "resume");
    store.flush();
    return follow(job, run.resume(job.controller.signal));
  }

  function show(fields: Partial<Snapshot<Inputs>>, event?: "reset"): void {
    stop();
    shown = shownKey = undefined;
    if (event) job = undefined;
    store.change(fields, event);
    store.flush();
  }

  return {
    start,
    retry,
    stop,
    reset: () => show(initial, "reset"),
    setText: (text) => show({ text, isPartial: false, verified: false }),
    ready: () =>
      new Promise((resolve) => {
        const check = (snapshot: Snapshot<Inputs>): void => {
          const { status, isLoading, timing } = snapshot;
          const isReady = status !== "idle" && (!isLoading || timing.firstText !== undefined);
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
