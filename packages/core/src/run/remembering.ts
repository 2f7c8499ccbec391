import { type Entry, isOfStart } from "../persist/entry.ts";
import type { SnapshotStore } from "../show/snapshot.ts";
import type { RunResult, WorkflowStreamOptions } from "../types.ts";
import type { Active, Current, Started } from "./current.ts";
import { createMemory, type Memory } from "./memory.ts";
import type { Prepared } from "./prepare.ts";
import { preparedBefore } from "./preparedBefore.ts";
import { NOT_STARTED } from "./result.ts";
import { createRun, type Ending, type Run } from "./run.ts";
import { singleUseOf } from "./token.ts";

/** What a persister makes of a stream's runs: they outlive their page. */
export interface Remembering<Inputs> {
  /** There is a persister. */
  readonly isOn: boolean;
  /** The run that is remembered is this tab's, and no other tab's. */
  readonly isOurs: boolean;
  /** Follows a run that begins, once it is remembered, or takes up what is remembered of an equal one. */
  begin(followed: Active): void;
  /** A start that is equal to the run that is on; whose run is posted again where nothing but its name was known. */
  join(joined: Active, prepared: Prepared<Inputs>): Active;
  /** Makes way for another run. Whether that is done: a run of this tab that was shown is yet to be stopped. */
  giveWay(): boolean;
  /** Picks up the run of a page before this one; `undefined` where there is none. */
  restore(): Promise<RunResult | undefined>;
  /** The run that is on is stopped: so is one that is yet to be picked up. */
  stopped(): void;
  /** Another text is shown: no run is to be picked up. */
  forget(): void;
  /** The server has named the run. */
  onNamed(): void;
  /** The run is about to end so: an end that a later page has no use for is forgotten. */
  onEnding(ending: Ending, run: Run): void;
  /** A run that was picked up is not there, and nobody asked for one. Whether that is so. */
  onGone(started: Started<Inputs>, gone: Active): boolean;
  /** Cancels a run that ended with an error, and may be on all the same. */
  cancelResumable(): void;
}

/**
 * Creates what remembers the runs of a stream.
 * @param prepare what the stream would ask for now.
 * @throws TypeError where there is a persister, and no Run-Key that it could keep.
 */
export function createRemembering<Inputs>(
  firstOptions: WorkflowStreamOptions<Inputs>,
  store: SnapshotStore<Inputs>,
  current: () => Current<Inputs>,
  prepare: () => Prepared<Inputs>,
): Remembering<Inputs> {
  const memory = createMemory(firstOptions, cancel);
  let restored: Promise<RunResult | undefined> | undefined;

  /** Cancels the run of a page before this one. */
  function cancel({ runKey }: Entry): void {
    const options = current().last?.options ?? firstOptions;
    createRun(options, "", () => {}, { runKey, next: "read" }).stop();
  }

  /** Remembers the run that was started last, or takes up what is remembered of an equal one; then follows it. */
  async function remember(memory: Memory, followed: Active): Promise<void> {
    const isOn = (): boolean => current().active === followed;
    const found = await memory.find();
    if (!isOn()) return;
    memory.take();
    await memory.exclusively(async () => {
      const { last } = current();
      if (isOn() && last) await choose(memory, last, found);
    });
    current().follow(followed);
  }

  /** Chooses between a run that begins and an equal one, of a page before this one or of another tab. */
  async function choose(
    memory: Memory,
    begun: Started<Inputs>,
    found: Entry | undefined,
  ): Promise<void> {
    const { options, key, body, run } = begun;
    const rival = found ? undefined : memory.findRival();
    const other = found ?? rival;
    const isEqual = other !== undefined && isOfStart(other, key);
    if (isEqual && (restored || rival || !other.isNamed)) {
      const { exchange, hear } = current();
      const known = { runKey: other.runKey, next: other.isNamed ? "read" : "post" } as const;
      memory.follow(other);
      exchange({ ...begun, run: createRun(options, String(body), hear, known) });
      if (other.isNamed) store.change({ status: "reconnecting" });
      return;
    }
    if (found) memory.cancel(found);
    if (memory.entry?.runKey !== run.runKey && options.workflowId && run.runKey)
      await memory.begin(run.runKey, options, String(body));
  }

  /** Picks up the run of a page before this one, unless a start came first. */
  function pickUp(found: Entry | undefined): Promise<RunResult | undefined> {
    const { active, last, activate, hear, follow } = current();
    const isEqual = active && last && found && isOfStart(found, last.key);
    if (active || !found || !memory?.take())
      return Promise.resolve(isEqual ? active?.result : undefined);
    const { isNamed, runKey } = found;
    const prepared = preparedBefore(found, prepare());
    const { options, inputs, body } = prepared;
    const known = { runKey, next: isNamed ? "read" : "search" } as const;
    const run = createRun(options, body, hear, known);
    const started = { ...prepared, singleUse: undefined, run, isSearched: !isNamed };
    const picked = activate(started, { isUnasked: true });
    store.begin(inputs, options.flush !== "sync", "reconnecting");
    follow(picked);
    return picked.result.then((result) => (result === NOT_STARTED ? undefined : result));
  }

  function findAndPickUp(): Promise<RunResult | undefined> {
    if (!memory || current().active) return Promise.resolve(undefined);
    const found = memory.find();
    return found instanceof Promise ? found.then(pickUp) : pickUp(found);
  }

  function cancelResumable(): void {
    const { last } = current();
    // with a persister the server would go on with it
    if (memory && last?.run.isResumable) last.run.stop();
  }

  return {
    isOn: memory !== undefined,
    get isOurs() {
      return memory?.isOurs === true;
    },
    begin(followed) {
      const { last, follow } = current();
      if (!memory || !last?.run.runKey) follow(followed);
      else void remember(memory, followed);
    },
    join(joined, prepared) {
      const { last, exchange, hear, replace, follow } = current();
      const isSearched = joined.isUnasked && last?.isSearched && store.state.runId === undefined;
      joined.isUnasked = false;
      if (!isSearched || !last?.run.runKey) return joined;
      // its post may be lost: it is sent once more, and begins the run or attaches to it
      const { options, inputs, body } = prepared;
      last.run.letGo();
      const known = { runKey: last.run.runKey, next: "post" } as const;
      const run = createRun(options, String(body), hear, known);
      exchange({ ...prepared, singleUse: singleUseOf(options), run });
      const rejoined = replace(joined, {});
      store.begin(inputs, options.flush !== "sync");
      follow(rejoined);
      return rejoined;
    },
    giveWay() {
      const { active, last, end, drop } = current();
      if (!active || !last?.run.runKey) return false;
      const isOurs = memory?.isOurs !== false;
      const isSeen = !active.isUnasked || store.state.timing.chunks > 0;
      if (isOurs && isSeen) return false;
      if (isOurs) {
        last.run.stop();
        memory?.forget();
      } else {
        // who began it goes on with it
        last.run.letGo();
        memory?.follow(undefined);
      }
      if (isSeen) end({ status: "stopped", verified: false });
      else drop();
      return true;
    },
    restore: () => (restored ??= findAndPickUp()),
    stopped: () => memory?.forsake(),
    forget() {
      cancelResumable();
      memory?.forget();
      memory?.forsake();
    },
    onNamed: () => memory?.mark(),
    onEnding(ending, run) {
      if (memory && !isWorthKeeping(ending, memory, run)) memory.forget();
    },
    onGone({ run, isSearched }, { isUnasked, settle }) {
      if (!isUnasked) return false;
      const isOurs = memory?.isOurs === true;
      // its post may still come
      if (isSearched && isOurs) run.stop();
      if (isOurs) memory?.forget();
      memory?.follow(undefined);
      store.reset();
      settle(NOT_STARTED);
      return true;
    },
    cancelResumable,
  };
}

/** Whether a page that comes later may want a run that ended so. */
function isWorthKeeping(ending: Ending, { entry }: Memory, run: Run): boolean {
  if (ending.status === "done") return entry?.isNamed === true;
  return ending.status === "error" && run.isResumable;
}
