import type { SnapshotStore } from "../show/snapshot.ts";
import type { Active, Current, Started } from "../run/current.ts";
import { createRun } from "../run/run.ts";
import { type Entry, isOfStart, isSameRun } from "./entry.ts";
import type { Memory } from "./memory.ts";

/** How long after another tab began a run that has ended a start is taken for one of the same moment, in ms. */
const TOGETHER_MS = 5_000;

/**
 * Creates what chooses between a run that begins and an equal one that is remembered.
 * @returns what remembers the run that was started last, or takes up the equal one in its place; then follows it.
 */
export function createChoosing<Inputs>(
  memory: Memory,
  store: SnapshotStore<Inputs>,
  current: () => Current<Inputs>,
): (followed: Active) => Promise<void> {
  /** The run of a page before this one, or what another tab has begun since, and may be on. */
  async function findOther(left: Entry | undefined): Promise<Entry | undefined> {
    if (!memory.isShared) return left;
    const kept = await memory.look();
    if (!kept || isSameRun(kept, left)) return left;
    if (isSameRun(kept, memory.entry) || kept.isStopped) return undefined;
    return kept.isOver && Date.now() - kept.beganAtMs > TOGETHER_MS ? undefined : kept;
  }

  async function choose(
    begun: Started<Inputs>,
    left: Entry | undefined,
    other: Entry | undefined,
  ): Promise<void> {
    const { options, key, body, run } = begun;
    if (other && isOfStart(other, key)) return takeUp(other, begun);
    if (other && other === left) memory.cancel(left);
    if (memory.entry?.runKey === run.runKey || !options.workflowId || !run.runKey) return;
    const isKept = await memory.begin(run.runKey, options, String(body));
    if (!isKept && current().last === begun) beginUnkept(begun);
  }

  /** Begins a run that no later page can find as one without a persister: it ends with its page. */
  function beginUnkept(begun: Started<Inputs>): void {
    const { exchange, hear } = current();
    const options = { ...begun.options, persister: undefined };
    exchange({ ...begun, options, run: createRun(options, String(begun.body), hear) });
  }

  function takeUp(other: Entry, begun: Started<Inputs>): void {
    const { exchange, hear } = current();
    const known = { runKey: other.runKey, next: other.isNamed ? "read" : "post" } as const;
    memory.follow(other);
    exchange({ ...begun, run: createRun(begun.options, String(begun.body), hear, known) });
    if (other.isNamed) store.change({ status: "reconnecting" });
  }

  return async (followed) => {
    const isOn = (): boolean => current().active === followed;
    const left = await memory.find();
    if (!isOn()) return;
    memory.take();
    await memory.exclusively(async () => {
      const other = await findOther(left);
      const { last } = current();
      if (isOn() && last) await choose(last, left, other);
    });
    current().follow(followed);
  };
}
