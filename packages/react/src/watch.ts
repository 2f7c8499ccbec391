import type { Snapshot, WorkflowStream } from "@workflow-stream/core";

/** What a component sees of a stream. */
export interface Seen<Inputs> {
  /** What was published last. */
  readonly snapshot: Snapshot<Inputs>;
  /** What was published when the status or the error changed last: the same object while nothing but the text grows. */
  readonly turn: Snapshot<Inputs>;
}

/** Looks at a stream for one component. */
export interface Watch<Inputs> {
  /** The same object until something changed. */
  readonly look: () => Seen<Inputs>;
  readonly getTurn: () => Snapshot<Inputs>;
  /** Shows how the text grows from now on; returns how to end that. */
  readonly follow: (show: (seen: Seen<Inputs>) => void) => () => void;
}

/** How those who follow a stream are brought up to date. */
const followers = new WeakMap<object, Set<() => void>>();

/** Creates a watch on a stream. */
export function createWatch<Inputs>(stream: WorkflowStream<Inputs>): Watch<Inputs> {
  const first = stream.getSnapshot();
  let seen: Seen<Inputs> = { snapshot: first, turn: first };

  function look(): Seen<Inputs> {
    const snapshot = stream.getSnapshot();
    if (snapshot === seen.snapshot) return seen;
    const { status, error } = seen.turn;
    const isTurn = snapshot.status !== status || snapshot.error !== error;
    seen = { snapshot, turn: isTurn ? snapshot : seen.turn };
    return seen;
  }

  return {
    look,
    getTurn: () => look().turn,
    follow(show) {
      const all = followers.get(stream) ?? new Set();
      followers.set(stream, all);
      const update = (): void => {
        const now = look();
        // a turn is shown as such, and need not be shown again
        if (now.snapshot !== now.turn) show(now);
      };
      all.add(update);
      // who comes late shows the newest text, and those whose update still waits must show it in the same frame
      for (const each of all) each();
      const unsubscribe = stream.subscribe(update);
      return () => {
        unsubscribe();
        all.delete(update);
      };
    },
  };
}
