import type { WorkflowStream } from "@workflow-stream/core";
import { isStream, withDefaults } from "@workflow-stream/core/binding";
import { useEffect, useInsertionEffect, useState } from "react";
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
  const handed = isStream<Inputs>(source) ? source : undefined;
  const options = isStream<Inputs>(source) ? undefined : withDefaults(source, defaults);
  const own = useOwnStream(options);

  // an insertion effect comes before any other, so that a child's effect that calls `start` finds the new options
  useInsertionEffect(() => {
    if (options) own?.setOptions(options);
  });
  useEffect(() => own?.mount(), [own]);
  useEffect(() => {
    if (options) own?.startIfDue();
  });

  // what is not handed in has options, and so a stream of its own
  return handed ?? own!.stream;
}

/** A stream made of the first options, until there are none. */
function useOwnStream<Inputs>(
  options: UseWorkflowStreamOptions<Inputs> | undefined,
): OwnStream<Inputs> | undefined {
  const make = (): OwnStream<Inputs> | undefined => options && createOwnStream(options);
  const [made, setMade] = useState(make);
  if (!made === !options) return made;
  const own = make();
  setMade(own);
  return own;
}
