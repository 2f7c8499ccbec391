import type { Current } from "../run/current.ts";
import type { Prepared } from "../run/prepare.ts";
import type { Remembering } from "../run/remembering.ts";
import { NOT_STARTED } from "../run/result.ts";
import { createRun, type Ending, type Run } from "../run/run.ts";
import { singleUseOf } from "../run/token.ts";
import type { SnapshotStore } from "../show/snapshot.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import type { Persister } from "./persister.ts";
import type { RunResult } from "../workflowStream.ts";
import { createChoosing } from "./choosing.ts";
import type { Entry } from "./entry.ts";
import { createMemory, type Memory } from "./memory.ts";
import { createPickingUp } from "./pickingUp.ts";

/**
 * Creates what remembers the runs of a stream.
 * @param prepare what the stream would ask for now.
 * @throws TypeError where there is no Run-Key that it could keep.
 */
export function createRemembering<Inputs>(
  persister: Persister,
  firstOptions: WorkflowStreamOptions<Inputs>,
  store: SnapshotStore<Inputs>,
  current: () => Current<Inputs>,
  prepare: () => Prepared<Inputs>,
): Remembering<Inputs> {
  const memory = createMemory(persister, firstOptions, stop);
  const remember = createChoosing(memory, store, current);
  const pickingUp = createPickingUp(memory, store, current, prepare);
  let restored: Promise<RunResult | undefined> | undefined;
  /** Another text is shown, by the user's will: no other tab's takes its place. */
  let isForgotten = false;

  /** Stops the run of a page before this one. */
  function stop({ runKey }: Entry): Promise<boolean> {
    const options = current().last?.options ?? firstOptions;
    const run = createRun(options, "", () => {}, { runKey, next: "read" });
    run.stop();
    return run.cancelling ?? Promise.resolve(true);
  }

  function cancelResumable(): void {
    const { last } = current();
    // the server would go on with it
    if (last?.run.isResumable) last.run.stop();
  }

  function lookAgain(): void {
    if (!isForgotten) pickingUp.follow();
  }

  return {
    get isOn() {
      return memory.isKept;
    },
    get isOurs() {
      return memory.isOurs;
    },
    mount: memory.mount,
    listen() {
      // what was begun since it listened last
      if (restored) lookAgain();
      return memory.listen(lookAgain);
    },
    lookAgain,
    begin(followed) {
      const { last, follow } = current();
      isForgotten = false;
      if (last?.run.runKey) void remember(followed);
      else follow(followed);
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
      const { isOurs } = memory;
      const isSeen = !active.isUnasked || store.state.timing.chunks > 0;
      if (isOurs && isSeen) return false;
      if (isOurs) {
        last.run.stop();
        memory.forget(last.run.cancelling);
      } else {
        // who began it goes on with it
        last.run.letGo();
        memory.follow(undefined);
      }
      if (isSeen) end({ status: "stopped", verified: false });
      else drop();
      return true;
    },
    restore: () => (restored ??= pickingUp.restore()),
    stopped: memory.forsake,
    forget() {
      isForgotten = true;
      cancelResumable();
      memory.forget(current().last?.run.cancelling);
      memory.forsake();
    },
    onNamed: memory.onNamed,
    onEnding(ending, run) {
      if (!isWorthKeeping(ending, memory, run)) memory.forget(run.cancelling);
      else if (ending.status === "done") memory.onDone();
    },
    onGone({ run, isSearched }, { isUnasked, settle }) {
      if (!isUnasked) return false;
      const { isOurs } = memory;
      // its post may still come
      if (isSearched && isOurs) run.stop();
      if (isOurs) memory.forget(run.cancelling);
      memory.follow(undefined);
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
