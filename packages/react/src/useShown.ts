import type { Snapshot, WorkflowStream } from "@workflow-stream/core";
import { useCallback, useMemo, useState, useSyncExternalStore } from "react";
import { useBeforePaint } from "./useBeforePaint.ts";
import { createWatch } from "./watch.ts";

/**
 * The snapshot that a component renders. A change of status is urgent, as the spinner and the buttons beside the text hang on it.
 * That the text grows is not: it comes many times a second, and each urgent update throws away what a transition has rendered.
 * A component that leaves the text to `attachText` does not render for it at all.
 */
export function useShown<Inputs>(
  stream: WorkflowStream<Inputs>,
  rendersText: boolean,
): Snapshot<Inputs> {
  const watch = useMemo(() => createWatch(stream), [stream]);
  const turn = useSyncExternalStore(stream.subscribe, watch.getTurn, getNoTurn);
  const [seen, setSeen] = useState(watch.look);
  const begin = useCallback(
    () => (rendersText ? watch.follow(setSeen) : undefined),
    [watch, rendersText],
  );
  useBeforePaint(begin);

  if (!turn) return stream.getServerSnapshot();
  return seen.turn === turn ? seen.snapshot : turn;
}

/** On a server, and over what it rendered. */
const getNoTurn = (): undefined => undefined;
