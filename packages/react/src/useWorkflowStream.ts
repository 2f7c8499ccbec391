import type { Snapshot, WorkflowStream } from "@workflow-stream/core";
import { isStream, withDefaults } from "@workflow-stream/core/binding";
import { useEffect, useInsertionEffect, useRef, useSyncExternalStore } from "react";
import { useDefaults } from "./defaults.tsx";
import { createOwnStream, type OwnStream, type UseWorkflowStreamOptions } from "./ownStream.ts";

/** The snapshot's fields, the stream's methods (the same functions at each render), and the stream itself to hand on. */
export type UseWorkflowStreamReturn<Inputs = Record<string, unknown>> = Snapshot<Inputs> &
  Omit<WorkflowStream<Inputs>, "subscribe" | "getSnapshot" | "getServerSnapshot" | "retain"> & {
    readonly stream: WorkflowStream<Inputs>;
  };

/**
 * Shows one workflow stream. It ends with the component; while an `<Activity>` hides that, the run is stopped and its text kept.
 * Options may be a new object at each render: a run takes those of the render before it, and calls the callbacks of the last one.
 * Handed a stream, it only subscribes; who made the stream ends it.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 */
export function useWorkflowStream<Inputs = Record<string, unknown>>(
  source: UseWorkflowStreamOptions<Inputs> | WorkflowStream<Inputs>,
): UseWorkflowStreamReturn<Inputs> {
  const defaults = useDefaults();
  const own = useRef<OwnStream<Inputs>>(null);
  const given = isStream<Inputs>(source)
    ? { stream: source }
    : { options: withDefaults(source, defaults) };
  const { stream } = given.stream ? given : (own.current ??= createOwnStream(given.options));
  const snapshot = useSyncExternalStore(
    stream.subscribe,
    stream.getSnapshot,
    stream.getServerSnapshot,
  );

  // an insertion effect comes before any other, so that a child's effect that calls `start` finds the new options
  useInsertionEffect(() => {
    if (given.options) own.current?.setOptions(given.options);
    else own.current = null;
  });
  useEffect(() => (own.current?.stream === stream ? own.current.mount() : undefined), [stream]);
  useEffect(() => {
    if (given.options) own.current?.startIfDue();
  });

  return { ...snapshot, ...stream, stream };
}
