import { call, isBrowser, valueOf } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { type Entry, isOfStart } from "./persist/entry.ts";
import { createMemory, type Memory } from "./run/memory.ts";
import type { News } from "./run/news.ts";
import { inputsAgain, type Prepared, preparedBefore, prepareStart } from "./run/prepare.ts";
import { NOT_STARTED, resultOf } from "./run/result.ts";
import { createRun, type Ending, type Run } from "./run/run.ts";
import { refuseSecretKeys } from "./run/secrets.ts";
import { isSameStart, type StartKey } from "./run/startKey.ts";
import { singleUseOf } from "./run/token.ts";
import { isHidden, onWake } from "./run/waking.ts";
import { untilReady } from "./show/ready.ts";
import { createSnapshotStore, initialSnapshot, NO_TEXT } from "./show/snapshot.ts";
import type { RunResult, Snapshot, WorkflowStream, WorkflowStreamOptions } from "./types.ts";

/** What was started last. */
interface Started<Inputs> extends Prepared<Inputs> {
  /** The token or URL that is good for one try, if it is one. */
  readonly singleUse: string | undefined;
  /** What is sent and read; or why nothing can be. */
  readonly run: Run | WorkflowStreamError;
  /** A page before this one posted it, and knew of no answer. */
  readonly isSearched?: boolean;
}

/** The result of the run that is on, and what settles it. */
interface Active {
  /** How it had ended when a page that went on picked it up by itself. */
  readonly endedWith?: WorkflowStreamError | undefined;
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
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, neither `workflowId` nor `url`, or a `persister`
 * beside `url` or `resume: false`.
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
  const memory = createMemory(firstOptions, cancel);
  const owners = new Set<object>();
  let last: Started<Inputs> | undefined;
  let active: Active | undefined;
  /** The key of the run whose text is shown. */
  let shownKey: StartKey | undefined;
  /** A token or URL that is good for one try, and had it. */
  let spent: string | undefined;
  /** What comes of `restore`, once it was called. */
  let restored: Promise<RunResult | undefined> | undefined;
  /** The run that is on was picked up, and no start asked for it. */
  let isUnasked = false;
  /** The run that is on was let go: nobody shows it. */
  let isLetGo = false;
  /** The run that was started last broke off while nobody saw the page. */
  let brokeUnseen = false;
  let stopListening: (() => void) | undefined;

  const prepare = (given?: Inputs): Prepared<Inputs> =>
    prepareStart(source, given, last?.options ?? firstOptions);

  function start(given?: Inputs, init?: StartInit): Promise<RunResult> {
    const prepared = prepare(given);
    const { options, key, body } = prepared;
    const isLast = (): boolean => last !== undefined && isSameStart(last.key, key);
    const isOurs = memory?.isOurs;
    if (!isLast()) giveWay();
    // the same run is joined; and who heard of the end of another may have started one, which stands
    if (active)
      return isLast() ? stopWith(join(active, prepared), init) : Promise.resolve(NOT_STARTED);
    // with a persister the server would go on with it
    if (isOurs) cancelResumable();
    const singleUse = singleUseOf(options);
    const isSpent = singleUse !== undefined && singleUse === spent;
    const sendable = isSpent ? new WorkflowStreamError("token_spent", "token") : body;
    const run = typeof sendable === "string" ? createRun(options, sendable, hear) : sendable;
    last = { ...prepared, singleUse, run };
    const started = activate();
    isUnasked = false;
    store.begin(prepared.inputs, options.flush !== "sync");
    begin(last, started);
    return stopWith(started, init);
  }

  function activate(endedWith?: WorkflowStreamError): Active {
    let settle: Active["settle"] = () => {};
    const result = new Promise<RunResult>((resolve) => (settle = resolve));
    active = { result, settle, endedWith };
    isLetGo = brokeUnseen = false;
    return active;
  }

  /** A start that is equal to the run that is on. */
  function join(joined: Active, prepared: Prepared<Inputs>): Active {
    const isSearched = isUnasked && last?.isSearched && store.state.runId === undefined;
    isUnasked = false;
    if (isLetGo) goOn();
    if (!isSearched || !last || last.run instanceof WorkflowStreamError) return joined;
    // its post may be lost: it is sent once more, and begins the run or attaches to it
    last.run.letGo();
    const known = { runKey: last.run.runKey!, next: "post" } as const;
    const run = createRun(prepared.options, String(prepared.body), hear, known);
    last = { ...prepared, singleUse: singleUseOf(prepared.options), run };
    const rejoined = { ...joined };
    active = rejoined;
    store.begin(prepared.inputs, prepared.options.flush !== "sync");
    follow(last, rejoined);
    return rejoined;
  }

  /** Lets a run go out, once it is remembered where it is to be. */
  function begin(started: Started<Inputs>, followed: Active): void {
    if (!memory || started.run instanceof WorkflowStreamError) follow(started, followed);
    else void remember(memory, followed);
  }

  /** Remembers the run that was started last, or takes up what is remembered of an equal one; then follows it. */
  async function remember(memory: Memory, followed: Active): Promise<void> {
    const found = await memory.find();
    if (active !== followed) return;
    memory.take();
    await memory.exclusively(async () => {
      if (active === followed) await choose(memory, found);
    });
    if (active === followed && last) follow(last, followed);
  }

  async function choose(memory: Memory, found: Entry | undefined): Promise<void> {
    if (!last || last.run instanceof WorkflowStreamError) return;
    const { options, key, body, run } = last;
    const rival = found ? undefined : memory.findRival();
    const other = found ?? rival;
    const isEqual = other !== undefined && isOfStart(other, key);
    if (isEqual && (restored || rival || !other.isNamed)) {
      const known = { runKey: other.runKey, next: other.isNamed ? "read" : "post" } as const;
      memory.follow(other);
      last = { ...last, run: createRun(options, String(body), hear, known) };
      if (other.isNamed) store.change({ status: "reconnecting" });
      return;
    }
    if (found) memory.cancel(found);
    if (memory.entry?.runKey !== run.runKey && options.workflowId && run.runKey)
      await memory.begin(run.runKey, options, String(body));
  }

  /** Follows a run to its end; it begins when all have heard of it. */
  function follow(started: Started<Inputs>, followed: Active): void {
    // who heard of its beginning may have started another, which is followed by itself
    if (active !== followed) return;
    const { run } = started;
    const ending: Promise<Ending | undefined> =
      run instanceof WorkflowStreamError
        ? Promise.resolve({ status: "error", error: run })
        : run.follow();
    void ending.then((ended) => {
      if (active !== followed) return;
      if (ended) return end(ended);
      // waking starts no run: what the page had heard stays
      if (followed.endedWith) return end({ status: "error", error: followed.endedWith });
      active = undefined;
      if (isUnasked) return vanish(started, followed);
      // the server no longer has the run: a new one takes its place
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
        if (news.runId !== undefined) memory?.mark();
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
    if (memory && !isWorthKeeping(ending, memory, last.run)) memory.forget();
    const hasText = store.state.timing.chunks > 0;
    const result = resultOf(ending, hasText ? store.state.text : "");
    const { status, error, isPartial, verified } = result;
    active = undefined;
    brokeUnseen = isHidden();
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
    memory?.forsake();
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
      // one that was let go and taken up again has the same result
      if (active?.result === result) stop();
    };
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort);
    void result.then(() => signal.removeEventListener("abort", onAbort));
    return result;
  }

  function retry(): Promise<RunResult> {
    if (active && isLetGo) goOn();
    if (active) return active.result;
    if (!last || store.state.status === "idle") return start();
    return isShownAndResumable(last.run) ? resume(last) : start(inputsAgain(last));
  }

  function isShownAndResumable(run: Run | WorkflowStreamError): boolean {
    const isShown = store.state.timing.chunks === 0 || shownKey !== undefined;
    return isShown && !(run instanceof WorkflowStreamError) && run.isResumable;
  }

  /** Picks up a run where it broke off. */
  function resume(started: Started<Inputs>, endedWith?: WorkflowStreamError): Promise<RunResult> {
    const resumed = activate(endedWith);
    store.resume();
    follow(started, resumed);
    return resumed.result;
  }

  /** The page went on: what broke off meanwhile is looked for at once. */
  function wake(): void {
    if (!last || last.run instanceof WorkflowStreamError) return;
    if (active) last.run.wake();
    else if (brokeUnseen && isShownAndResumable(last.run)) void resume(last, store.state.error);
  }

  function listen(): void {
    if (isBrowser()) stopListening ??= onWake(wake);
  }

  /** Shows something else than a run's text. */
  function show(change: () => void): void {
    stop();
    // who heard of that end may have started another
    if (active) return;
    shownKey = undefined;
    brokeUnseen = false;
    if (memory) cancelResumable();
    memory?.forget();
    memory?.forsake();
    change();
  }

  function restore(): Promise<RunResult | undefined> {
    if (active && isLetGo) return (goOn(), active.result);
    listen();
    return (restored ??= findAndPickUp());
  }

  function findAndPickUp(): Promise<RunResult | undefined> {
    if (!memory || active) return Promise.resolve(undefined);
    const found = memory.find();
    return found instanceof Promise ? found.then(pickUp) : pickUp(found);
  }

  /** Picks up the run of a page before this one, unless a start came first. */
  function pickUp(found: Entry | undefined): Promise<RunResult | undefined> {
    const isEqual = active && last && found && isOfStart(found, last.key);
    if (active || !found || !memory?.take())
      return Promise.resolve(isEqual ? active?.result : undefined);
    const { isNamed, runKey } = found;
    const started = preparedBefore(found, prepare());
    const { options, inputs, body } = started;
    const known = { runKey, next: isNamed ? "read" : "search" } as const;
    const run = createRun(options, body, hear, known);
    last = { ...started, singleUse: undefined, run, isSearched: !isNamed };
    const picked = activate();
    isUnasked = true;
    store.begin(inputs, options.flush !== "sync", "reconnecting");
    follow(last, picked);
    return picked.result.then((result) => (result === NOT_STARTED ? undefined : result));
  }

  /** The run that was picked up is not there, and nobody asked for one. */
  function vanish({ run, isSearched }: Started<Inputs>, { settle }: Active): void {
    const isOurs = memory?.isOurs;
    // its post may still come
    if (isSearched && isOurs && !(run instanceof WorkflowStreamError)) run.stop();
    if (isOurs) memory?.forget();
    memory?.follow(undefined);
    store.reset();
    settle(NOT_STARTED);
  }

  /** Ends the run that is on for another one; one that was picked up and has shown nothing yet, without a word. */
  function giveWay(): void {
    if (!active || !last || last.run instanceof WorkflowStreamError) return stop();
    const isOurs = memory?.isOurs !== false;
    const isSeen = !isUnasked || store.state.timing.chunks > 0;
    if (isOurs && isSeen) return stop();
    if (isOurs) last.run.stop();
    // who began it goes on with it
    else last.run.letGo();
    if (isOurs) memory?.forget();
    else memory?.follow(undefined);
    if (isSeen) return end({ status: "stopped", verified: false });
    const { settle } = active;
    active = undefined;
    settle(NOT_STARTED);
  }

  /** Nobody owns the stream any more. */
  function leave(): void {
    stopListening?.();
    stopListening = undefined;
    letGo();
  }

  /** Lets the run go, where it is remembered: closes the connection, and says nothing. */
  function letGo(): void {
    if (!memory || !active || !last || last.run instanceof WorkflowStreamError) return stop();
    // who followed it does no longer
    active = { ...active };
    isLetGo = true;
    last.run.letGo();
  }

  /** Takes up again the run that was let go. */
  function goOn(): void {
    const going = active;
    isLetGo = false;
    if (store.state.runId !== undefined) store.change({ status: "reconnecting" });
    if (going && last) begin(last, going);
  }

  /** Cancels a run that ended with an error, and may be on all the same. */
  function cancelResumable(): void {
    if (last && !(last.run instanceof WorkflowStreamError) && last.run.isResumable) last.run.stop();
  }

  /** Cancels the run of a page before this one. */
  function cancel({ runKey }: Entry): void {
    createRun(last?.options ?? firstOptions, "", () => {}, { runKey, next: "read" }).stop();
  }

  return {
    start,
    retry,
    restore,
    stop,
    reset: () => show(store.reset),
    setText: (text) => show(() => store.setText(text)),
    ready: () => untilReady(store),
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    getServerSnapshot: () => initial,
    retain() {
      const owner = {};
      if (isBrowser()) owners.add(owner);
      listen();
      return () => {
        // one tick later: a component that is put back at once keeps its run
        if (owners.delete(owner)) setTimeout(() => owners.size > 0 || leave());
      };
    },
  };
}

/** Whether a page that comes later may want a run that ended so. */
function isWorthKeeping(
  ending: Ending,
  { entry }: Memory,
  run: Run | WorkflowStreamError,
): boolean {
  if (ending.status === "done") return entry?.isNamed === true;
  return ending.status === "error" && !(run instanceof WorkflowStreamError) && run.isResumable;
}
