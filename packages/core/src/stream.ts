import { call, isBrowser, valueOf } from "./environment.ts";
import { typed, withPartialText, WorkflowStreamError } from "./errors.ts";
import { inputsOf, takeInputs } from "./run/inputs.ts";
import type { News } from "./run/news.ts";
import { createRun, type Ending, type Run } from "./run/run.ts";
import { refuseSecretKeys } from "./run/secrets.ts";
import { isSameStart, type StartKey, startKeyOf } from "./run/startKey.ts";
import { singleUseOf } from "./run/token.ts";
import { createSnapshotStore, initialSnapshot, NO_TEXT } from "./show/snapshot.ts";
import type { RunResult, Snapshot, WorkflowStream, WorkflowStreamOptions } from "./types.ts";

/** What comes of a start that is not carried out. */
export const NOT_STARTED: RunResult = {
  status: "stopped",
  text: "",
  isPartial: true,
  verified: false,
};

/** The key of all starts that can't be sent. */
const UNSENDABLE: StartKey = { target: "", body: "" };

/** What a start asks for. */
interface Prepared<Inputs> {
  readonly options: WorkflowStreamOptions<Inputs>;
  readonly key: StartKey;
  /** By value; as they were given where they can't be sent. */
  readonly inputs: Inputs | undefined;
  /** The inputs as JSON; or why there are none. */
  readonly body: string | WorkflowStreamError;
}

/** What was started last. */
interface Started<Inputs> extends Prepared<Inputs> {
  /** The token or URL that is good for one try, if it is one. */
  readonly singleUse: string | undefined;
  /** What is sent and read; or why nothing can be. */
  readonly run: Run | WorkflowStreamError;
}

/** The result of the run that is on, and what settles it. */
interface Active {
  readonly result: Promise<RunResult>;
  readonly settle: (result: RunResult | Promise<RunResult>) => void;
}

interface StartInit {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Creates a stream: one run at a time, observable, framework-free. Nothing is sent before `start()`.
 *
 * Options may be given as a function, which is asked at each start.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 * @example
 * ```ts
 * const stream = createWorkflowStream({ workflowId: "explain", token: fetchToken });
 * stream.subscribe(({ text, status }) => show(text, status));
 * await stream.start({ topic: "tides" });
 * ```
 */
export function createWorkflowStream<Inputs = Record<string, unknown>>(
  source: WorkflowStreamOptions<Inputs> | (() => WorkflowStreamOptions<Inputs>),
): WorkflowStream<Inputs> {
  const firstOptions = valueOf(source);
  refuseSecretKeys(firstOptions);
  if (!firstOptions.workflowId && !firstOptions.url)
    throw new TypeError("Neither workflowId nor url");

  const initial: Snapshot<Inputs> = initialSnapshot(firstOptions.initialText ?? "");
  const store = createSnapshotStore(initial);
  const owners = new Set<object>();
  let last: Started<Inputs> | undefined;
  let active: Active | undefined;
  /** The key of the run whose text is shown. */
  let shownKey: StartKey | undefined;
  /** A token or URL that is good for one try, and had it. */
  let spent: string | undefined;

  /** What a start asks for: options and inputs as they are now. Never throws. */
  function prepare(given: Inputs | undefined): Prepared<Inputs> {
    let options = last?.options ?? firstOptions;
    let inputs = given;
    try {
      options = valueOf(source);
      if (isEvent(given)) inputs = undefined;
      inputs ??= inputsOf(options);
      const { body, value } = takeInputs(inputs);
      return { options, key: startKeyOf(options, body), inputs: value, body };
    } catch (cause) {
      return { options, key: UNSENDABLE, inputs, body: typed(cause, "invalid_input", "connect") };
    }
  }

  function start(given?: Inputs, init?: StartInit): Promise<RunResult> {
    const prepared = prepare(given);
    const { options, key, body } = prepared;
    const isLast = (): boolean => last !== undefined && isSameStart(last.key, key);
    if (!isLast()) stop();
    // the same run is joined; and who heard of the end of another may have started one, which stands
    if (active) return isLast() ? stopWith(active, init) : Promise.resolve(NOT_STARTED);
    const singleUse = singleUseOf(options);
    const isSpent = singleUse !== undefined && singleUse === spent;
    const sendable = isSpent ? new WorkflowStreamError("token_spent", "token") : body;
    const run = typeof sendable === "string" ? createRun(options, sendable, hear) : sendable;
    last = { ...prepared, singleUse, run };
    const started = activate();
    store.begin(prepared.inputs, options.flush !== "sync");
    follow(last, started);
    return stopWith(started, init);
  }

  function activate(): Active {
    let settle: Active["settle"] = () => {};
    const result = new Promise<RunResult>((resolve) => (settle = resolve));
    active = { result, settle };
    return active;
  }

  /** Follows a run to its end; it begins when all have heard of it. */
  function follow(started: Started<Inputs>, followed: Active): void {
    const { run } = started;
    const ending: Promise<Ending | undefined> =
      run instanceof WorkflowStreamError
        ? Promise.resolve({ status: "error", error: run })
        : run.follow();
    void ending.then((ended) => {
      if (active !== followed) return;
      if (ended) return end(ended);
      // the server no longer has the run: a new one takes its place
      active = undefined;
      followed.settle(start(inputsAgain(started)));
    });
  }

  /** Changes what is shown by what the run that was started last tells. */
  function hear(news: News): void {
    if (!last) return;
    const { key, singleUse, options } = last;
    switch (news.kind) {
      case "request":
        return store.change({ attempt: news.attempt });
      case "sent":
        spent = singleUse;
        return store.reach("token");
      case "opened":
        return store.reach("headers", { runId: news.runId });
      case "broke-off":
        return store.change({ status: "reconnecting" });
      case "text":
        shownKey = key;
        store.grow(news.delta);
        return call(options.onDelta, news.delta);
    }
  }

  /** Ends the run that is on, and publishes that in one notification with the last text. */
  function end(ending: Ending): void {
    if (!active || !last) return;
    const { settle } = active;
    // a listener may start another run, with options of its own
    const { key, options } = last;
    const hasText = store.state.timing.chunks > 0;
    const result = resultOf(ending, hasText ? store.state.text : "");
    const { status, error, isPartial, verified } = result;
    active = undefined;
    settle(result);
    const isOfAnother = shownKey !== undefined && !isSameStart(shownKey, key);
    const shown = hasText ? { isPartial, verified } : error && isOfAnother ? NO_TEXT : {};
    store.end({ status, error, ...shown });
    if (error) call(options.onError, error);
    call(options.onFinish, result);
  }

  function stop(): void {
    if (!active || !last) return;
    const stopped = active;
    if (!(last.run instanceof WorkflowStreamError)) last.run.stop();
    // who heard of its signal may have stopped it too, and started another
    if (active === stopped) end({ status: "stopped", verified: false });
  }

  /** Lets a signal stop a run that is on. */
  function stopWith(started: Active, init: StartInit | undefined): Promise<RunResult> {
    const { result } = started;
    const signal = init?.signal;
    if (!signal) return result;
    const onAbort = (): void => {
      if (active === started) stop();
    };
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort);
    void result.then(() => signal.removeEventListener("abort", onAbort));
    return result;
  }

  function retry(): Promise<RunResult> {
    if (active) return active.result;
    if (!last || store.state.status === "idle") return start();
    const { run } = last;
    const isShown = store.state.timing.chunks === 0 || shownKey !== undefined;
    const isResumable = !(run instanceof WorkflowStreamError) && run.isResumable;
    if (!isResumable || !isShown) return start(inputsAgain(last));
    const resumed = activate();
    store.resume();
    follow(last, resumed);
    return resumed.result;
  }

  /** Shows something else than a run's text. */
  function show(change: () => void): void {
    stop();
    // who heard of that end may have started another
    if (active) return;
    shownKey = undefined;
    change();
  }

  return {
    start,
    retry,
    stop,
    reset: () => show(store.reset),
    setText: (text) => show(() => store.setText(text)),
    ready: () =>
      new Promise((resolve) => {
        const check = (snapshot: Snapshot<Inputs>): void => {
          const { chunks, end: endMs } = snapshot.timing;
          if (isBrowser() && chunks === 0 && endMs === undefined) return;
          unsubscribe();
          resolve(snapshot);
        };
        const unsubscribe = store.subscribe(check);
        check(store.getSnapshot());
      }),
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    getServerSnapshot: () => initial,
    retain() {
      const owner = {};
      if (isBrowser()) owners.add(owner);
      return () => {
        // one tick later: a component that is put back at once keeps its run
        if (owners.delete(owner)) setTimeout(() => owners.size > 0 || stop());
      };
    },
  };
}

/** The inputs of a start, for another one: what was done to its object or a snapshot's since changes nothing. */
function inputsAgain<Inputs>({ body, inputs }: Prepared<Inputs>): Inputs | undefined {
  return typeof body === "string" ? JSON.parse(body) : inputs;
}

function resultOf(ending: Ending, text: string): RunResult {
  const isPartial = ending.status !== "done";
  if (ending.status !== "error") return { ...ending, text, isPartial };
  const error = withPartialText(ending.error, text);
  return { status: "error", error, text, isPartial, verified: false };
}

/** Whether a click handler has passed its event where inputs are meant: `@click="start"`. */
function isEvent(given: unknown): boolean {
  return typeof (given as Partial<Event> | null | undefined)?.preventDefault === "function";
}
