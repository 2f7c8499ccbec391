import type { Current } from "../run/current.ts";
import type { Prepared } from "../run/prepare.ts";
import { NOT_STARTED } from "../run/result.ts";
import { createRun } from "../run/run.ts";
import type { SnapshotStore } from "../show/snapshot.ts";
import type { RunResult } from "../workflowStream.ts";
import { type Entry, isOfStart } from "./entry.ts";
import type { Memory } from "./memory.ts";
import { preparedBefore } from "./preparedBefore.ts";

/** Picks up runs that this page has not begun. */
export interface PickingUp {
  /** The run of a page before this one, unless a start came first; `undefined` where there is none. */
  restore(): Promise<RunResult | undefined>;
  /** A run that another tab began since, where this stream has none on and may follow that one. */
  follow(): void;
}

/**
 * Creates what picks up runs.
 * @param prepare what the stream would ask for now.
 */
export function createPickingUp<Inputs>(
  memory: Memory,
  store: SnapshotStore<Inputs>,
  current: () => Current<Inputs>,
  prepare: () => Prepared<Inputs>,
): PickingUp {
  function pickUp(entry: Entry, now: Prepared<Inputs>): Promise<RunResult | undefined> {
    const { activate, hear, follow } = current();
    const { isNamed, runKey } = entry;
    const prepared = preparedBefore(entry, now);
    const { options, inputs, body } = prepared;
    const known = { runKey, next: isNamed ? "read" : "search" } as const;
    const run = createRun(options, body, hear, known);
    const started = { ...prepared, singleUse: undefined, run, isSearched: !isNamed };
    const picked = activate(started, { isUnasked: true });
    store.begin(inputs, options.flush !== "sync", "reconnecting");
    follow(picked);
    return picked.result.then((result) => (result === NOT_STARTED ? undefined : result));
  }

  function pickUpLeft(left: Entry | undefined): Promise<RunResult | undefined> {
    const { active, last } = current();
    const isEqual = active && last && left && isOfStart(left, last.key);
    if (active || !left || !memory.take())
      return Promise.resolve(isEqual ? active?.result : undefined);
    return pickUp(left, prepare());
  }

  function followOther(other: Entry | undefined): void {
    const { active, last } = current();
    // one that is not named yet is looked at again when it is
    if (active || !other?.isNamed || other.isOver || other.isStopped) return;
    if (other.runKey.value === last?.run.runKey?.value) return;
    const now = prepare();
    if (isImmediate(now.options) && !isOfStart(other, (last ?? now).key)) return;
    memory.follow(other);
    void pickUp(other, now);
  }

  return {
    restore() {
      if (current().active) return Promise.resolve(undefined);
      const left = memory.find();
      return left instanceof Promise ? left.then(pickUpLeft) : pickUpLeft(left);
    },
    follow() {
      if (current().active) return;
      const kept = memory.look();
      if (kept instanceof Promise) void kept.then(followOther);
      else followOther(kept);
    },
  };
}

/** Whether a binding starts by itself what the options ask for: such a stream shows nothing else. */
function isImmediate(options: object): boolean {
  return "immediate" in options && options.immediate === true;
}
