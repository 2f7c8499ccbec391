import { call, isBrowser, valueOf } from "./environment.ts";
import { typed, type WorkflowStreamError } from "./errors.ts";
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
  /** The options it was started with: it tells their callbacks. */
  readonly options: WorkflowStreamOptions<Inputs>;
  /** The token or URL that it uses up. */
  readonly singleUse: string | undefined;
  result?: Promise<RunResult>;
  /** How it ended, once it has. */
  outcome?: RunResult | undefined;
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
  const owners = new Set<object>();

  function publish(fields: Partial<Snapshot<Inputs>>): void {
    store.change(fields);
    store.flush();
  }

  function start(given?: Inputs, init?: { signal?: AbortSignal | undefined }): Promise<RunResult> {
    options = valueOf(source);
    // `@click="start"` gives an event where inputs are meant
    return begin(
      (given as Partial<Event> | undefined)?.preventDefault ? undefined : given,
      init?.signal,
    );
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
      error = typed(cause, "invalid_input", "connect");
    }
    if (active?.key === key) return stopWith(signal, active);
    const singleUse = singleUseOf(options);
    if (singleUse && singleUse === spent) error = tokenSpent();
    const { onDelta } = options;
    const run = createRun(options, body, (fields, delta) => {
      store.change(fields, delta);
      if (!delta) return;
      shownKey = key;
      call(onDelta, delta);
    });
    const job: Job<Inputs> = { run, inputs, key, options, singleUse };
    follow(job, { ...NEW_RUN, status: "connecting", inputs }, error);
    return stopWith(signal, job);
  }

  /** Makes a job the one that is on, in place of another; it begins when all have heard of it. */
  function follow(
    job: Job<Inputs>,
    fields: Partial<Snapshot<Inputs>>,
    error?: WorkflowStreamError,
  ): Promise<RunResult> {
    const settle = async (): Promise<RunResult> => {
      await undefined;
      // whoever heard of it may have ended it
      if (job.outcome) return job.outcome;
      if (!error) spent = job.singleUse;
      const ending = error ? { status: "error" as const, error } : await job.run.follow();
      if (ending) end(job, ending);
      else if (active === job) {
        // the server no longer has the run: a new one takes its place
        active = undefined;
        return begin(job.inputs);
      }
      return job.outcome!;
    };
    const replaced = active;
    last = active = job;
    job.outcome = undefined;
    const result = (job.result = settle());
    if (replaced) halt(replaced);
    // who hears of the end of that one may start another
    if (active === job) publish(fields);
    return result;
  }

  /** Ends a job, once, and publishes that in one notification with the last text. */
  function end(job: Job<Inputs>, { status, verified = false, error }: Ending): void {
    if (job.outcome) return;
    if (active === job) active = undefined;
    const { text, startedAt } = job.run;
    const flags = { isPartial: status !== "done", verified };
    const isStale = error && shownKey !== undefined && shownKey !== job.key;
    const result: RunResult = { status, text, ...flags, ...(error && { error }) };
    job.outcome = result;
    publish({
      status,
      error,
      timing: { ...store.draft.timing, end: performance.now() - startedAt },
      ...(text ? flags : isStale && NO_TEXT),
    });
    if (error) call(job.options.onError, error);
    call(job.options.onFinish, result);
  }

  function halt(job: Job<Inputs>): void {
    job.run.stop();
    end(job, { status: "stopped" });
  }

  function stop(): void {
    if (active) halt(active);
  }

  /** Lets a signal stop a job; returns the job's result. */
  function stopWith(signal: AbortSignal | undefined, job: Job<Inputs>): Promise<RunResult> {
    const onAbort = (): void => {
      if (active === job) stop();
    };
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
    void job.result!.then(() => signal?.removeEventListener("abort", onAbort));
    return job.result!;
  }

  function retry(): Promise<RunResult> {
    if (!last) return start();
    if (active) return active.result!;
    options = valueOf(source);
    const { run, inputs } = last;
    return !run.isResumable || (run.text && !shownKey)
      ? begin(inputs)
      : follow(last, { status: "reconnecting", error: undefined });
  }

  function show(fields: Partial<Snapshot<Inputs>>): void {
    shownKey = undefined;
    publish(fields);
  }

  return {
    start,
    retry,
    stop,
    reset() {
      stop();
      // who heard of the end may have started anew
      if (active) return;
      last = undefined;
      show(initial);
    },
    setText(text) {
      stop();
      show({ ...NO_TEXT, text });
    },
    ready: () =>
      new Promise((resolve) => {
        const check = (snapshot: Snapshot<Inputs>): void => {
          const { status, isLoading, timing } = snapshot;
          if (isBrowser() && (status === "idle" || (isLoading && !timing.chunks))) return;
          unsubscribe();
          resolve(snapshot);
        };
        const unsubscribe = store.subscribe(check);
        check(store.published);
      }),
    subscribe: store.subscribe,
    getSnapshot: () => store.published,
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
