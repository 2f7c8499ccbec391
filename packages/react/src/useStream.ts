import type { WorkflowStream } from "@workflow-stream/core";
import { isStream, withDefaults } from "@workflow-stream/core/binding";
import { useEffect, useInsertionEffect, useRef } from "react";
import { useDefaults } from "./defaults.tsx";
import { createOwnStream, type OwnStream, type UseWorkflowStreamOptions } from "./ownStream.ts";

/**
 * The stream of a component: the one it was handed, or its own, which ends with it. Renders nothing anew.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 */
export function useStream<Inputs>(
  source: UseWorkflowStreamOptions<Inputs> | WorkflowStream<Inputs>,
): WorkflowStream<Inputs> {
  const defaults = useDefaults();
  const own = useRef<OwnStream<Inputs>>(null);
  const given = isStream<Inputs>(source)
    ? { stream: source }
    : { options: withDefaults(source, defaults) };
  const { stream } = given.stream ? given : (own.current ??= createOwnStream(given.options));

  // an insertion effect comes before any other, so that a child's effect that calls `start` finds the new options
  useInsertionEffect(() => {
    if (given.options) own.current?.setOptions(given.options);
    else own.current = null;
  });
  useEffect(() => (own.current?.stream === stream ? own.current.mount() : undefined), [stream]);
  useEffect(() => {
    if (given.options) own.current?.startIfDue();
  });

  return stream;
}
