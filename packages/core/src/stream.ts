import { valueOf } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { type Active, createCurrent, type Current, type Started } from "./run/current.ts";
import { checkOptions } from "./run/checkOptions.ts";
import { failedRun } from "./run/failedRun.ts";
import { inputsAgain, type Prepared, prepareStart } from "./run/prepare.ts";
import { createPresence } from "./run/presence.ts";
import { notRemembering } from "./run/notRemembering.ts";
import type { Remembering } from "./run/remembering.ts";
import { NOT_STARTED } from "./run/result.ts";
import { createRun } from "./run/run.ts";
import { singleUseOf } from "./run/token.ts";
import { isHidden, onWake } from "./run/waking.ts";
import type {
  OtherOptions,
  RegisteredData,
  RegisteredInputs,
  RegisteredOptions,
  WorkflowId,
} from "./registered.ts";
import { untilReady } from "./show/ready.ts";
import { createSnapshotStore, initialSnapshot, type SnapshotStore } from "./show/snapshot.ts";
import type { WorkflowStreamOptions } from "./options.ts";
import type { RunResult, Snapshot, WorkflowStream } from "./workflowStream.ts";

interface StartInit {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Creates a stream: one run at a time, observable, framework-free. Nothing is sent before `start()`.
 *
 * Options may be given as a function, which is asked at each start.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, neither `workflowId` nor `url`, `token` beside
 * `tokenUrl`, or a `persister` beside `url` or `resume: false`.
 * @example
 * ```ts
 * const stream = createWorkflowStream({ workflowId: "explain", token: fetchToken });
 * stream.subscribe(({ text, status }) => show(text, status));
 * await stream.start({ topic: "tides" });
 * ```
 */
export function createWorkflowStream<Id extends WorkflowId>(
  source: RegisteredOptions<Id> | (() => RegisteredOptions<Id>),
): WorkflowStream<RegisteredInputs<Id>, RegisteredData<Id>>;
export function createWorkflowStream<
  Inputs = Record<string, unknown>,
  Id extends string | undefined = string | undefined,
>(source: OtherOptions<Inputs, Id> | (() => OtherOptions<Inputs, Id>)): WorkflowStream<Inputs>;
export function createWorkflowStream<Inputs>(
  source: WorkflowStreamOptions<Inputs> | (() => WorkflowStreamOptions<Inputs>),
): WorkflowStream<Inputs> {
  const firstOptions = valueOf(source);
  checkOptions(firstOptions);

  const initial: Snapshot<Inputs> = initialSnapshot(firstOptions.initialText ?? "");
  const store = createSnapshotStore(initial);
  const remembering = rememberingOf(
    firstOptions,
    store,
    () => current,
    () => prepare(),
  );
  const current: Current<Inputs> = createCurrent(store, {
    onNamed: remembering.onNamed,
    onEnding(ending, run) {
      brokeUnseen = isHidden() && run.isResumable;
      remembering.onEnding(ending, run);
      if (!brokeUnseen) presence.rest();
    },
    onGone(started, gone) {
      if (remembering.onGone(started, gone)) return presence.rest();
      // a new run takes its place, for who waits for its result or may stop it; unless nobody asked for it
      const { result, settle } = gone;
      begin(prepare(inputsAgain(started)), { result, settle });
    },
  });
  const presence = createPresence({
    mount: remembering.mount,
    listen() {
      const ends = [onWake(wake, remembering.lookAgain), remembering.listen()];
      return () => ends.forEach((end) => end());
    },
    onLeave: letGo,
  });
  /** The run that was started last ended while nobody saw the page. */
  let brokeUnseen = false;

  function prepare(given?: Inputs): Prepared<Inputs> {
    return prepareStart(source, given, current.last?.options ?? firstOptions);
  }

  function start(given?: Inputs, init?: StartInit): Promise<RunResult> {
    const prepared = prepare(given);
    const { key } = prepared;
    const { isOurs } = remembering;
    if (!current.isLast(key) && !remembering.giveWay()) stop();
    // the same run is joined; and who heard of the end of another may have started one, which stands
    if (current.active)
      return current.isLast(key)
        ? stopWith(join(current.active, prepared), init)
        : Promise.resolve(NOT_STARTED);
    if (isOurs) remembering.cancelResumable();
    return stopWith(begin(prepared), init);
  }

  /** Begins a run in place of none. */
  function begin(prepared: Prepared<Inputs>, purpose?: Partial<Active>): Active {
    const { options, body, inputs } = prepared;
    const singleUse = singleUseOf(options);
    const isSpent = singleUse !== undefined && singleUse === current.spent;
    const sendable = isSpent ? new WorkflowStreamError("token_spent", "token") : body;
    const run =
      typeof sendable === "string"
        ? createRun(options, sendable, current.hear)
        : failedRun(sendable);
    const begun = activate({ ...prepared, singleUse, run }, purpose);
    store.begin(inputs, options.flush !== "sync");
    remembering.begin(begun);
    return begun;
  }

  function activate(started: Started<Inputs>, purpose?: Partial<Active>): Active {
    brokeUnseen = false;
    return current.activate(started, purpose);
  }

  /** A start that is equal to the run that is on. */
  function join(active: Active, prepared: Prepared<Inputs>): Active {
    return remembering.join(active.isLetGo ? goOn(active) : active, prepared);
  }

  function stop(): void {
    const { active, last } = current;
    if (!active) return;
    remembering.stopped();
    last?.run.stop();
    // who heard of its signal may have stopped it too, and started another
    if (current.active === active) current.end({ status: "stopped", verified: false });
  }

  /** Lets a signal stop a run that is on. */
  function stopWith({ result }: Active, init: StartInit | undefined): Promise<RunResult> {
    const signal = init?.signal;
    if (!signal) return result;
    const onAbort = (): void => {
      // one that was let go and taken up again has the same result
      if (current.active?.result === result) stop();
    };
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort);
    void result.then(() => signal.removeEventListener("abort", onAbort));
    return result;
  }

  function retry(): Promise<RunResult> {
    const { active, last } = current;
    if (active) return (active.isLetGo ? goOn(active) : active).result;
    if (!last || store.state.status === "idle") return start();
    return current.isResumable() ? resume(last) : start(inputsAgain(last));
  }

  /** Picks up a run where it broke off. */
  function resume(started: Started<Inputs>, endedWith?: WorkflowStreamError): Promise<RunResult> {
    const resumed = activate(started, { endedWith });
    store.resume();
    current.follow(resumed);
    return resumed.result;
  }

  function restore(): Promise<RunResult | undefined> {
    const { active } = current;
    presence.listen();
    if (active?.isLetGo) return goOn(active).result;
    const restored = remembering.restore();
    void restored.then(() => {
      if (!current.active && !brokeUnseen) presence.rest();
    });
    return restored;
  }

  /** Shows something else than a run's text. */
  function show(change: () => void): void {
    stop();
    // who heard of that end may have started another
    if (current.active) return;
    brokeUnseen = false;
    current.disown();
    remembering.forget();
    change();
  }

  /** The page went on: what broke off meanwhile is looked for at once. */
  function wake(): void {
    const { active, last } = current;
    if (active) last?.run.wake();
    else if (last && brokeUnseen && current.isResumable()) void resume(last, store.state.error);
  }

  /** Lets the run go, where it is remembered: closes the connection, and says nothing. */
  function letGo(): void {
    const { active, last } = current;
    if (!remembering.isOn || !active || !last?.run.runKey) return stop();
    // who followed it does no longer
    current.replace(active, { isLetGo: true });
    last.run.letGo();
  }

  /** Takes up again the run that was let go. */
  function goOn(active: Active): Active {
    const going = current.replace(active, { isLetGo: false });
    if (store.state.runId !== undefined) store.change({ status: "reconnecting" });
    remembering.begin(going);
    return going;
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
    retain: presence.retain,
  };
}

function rememberingOf<Inputs>(
  options: WorkflowStreamOptions<Inputs>,
  store: SnapshotStore<Inputs>,
  current: () => Current<Inputs>,
  prepare: () => Prepared<Inputs>,
): Remembering<Inputs> {
  const { persister } = options;
  if (!persister) return notRemembering(current);
  if (!persister.remember)
    throw new TypeError("A persister of one's own is made by createPersister");
  return persister.remember(persister, options, store, current, prepare);
}
