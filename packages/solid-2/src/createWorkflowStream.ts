import type { Snapshot, WorkflowStream, WorkflowStreamOptions } from "@workflow-stream/core";
import {
  type BindingOptions,
  createAutoStart,
  createBindingStream,
  isStream,
} from "@workflow-stream/core/binding";
import { type Accessor, createEffect, createMemo, onCleanup, untrack } from "solid-js";
import { createOutside } from "./createOutside.ts";
import { useDefaults } from "./WorkflowStreamDefaults.tsx";

/** Options of a stream, and when it starts by itself; `immediate` is `false` by default. */
export type CreateWorkflowStreamOptions<Inputs = Record<string, unknown>> =
  WorkflowStreamOptions<Inputs> & BindingOptions;

type Fields<Inputs> = {
  readonly [Name in keyof Snapshot<Inputs>]: Accessor<Snapshot<Inputs>[Name]>;
};

/** The snapshot's fields as accessors, the stream's methods, and the stream itself to hand on. */
export type CreateWorkflowStreamReturn<Inputs = Record<string, unknown>> = Fields<Inputs> &
  Omit<WorkflowStream<Inputs>, "subscribe" | "getSnapshot" | "getServerSnapshot" | "retain"> & {
    readonly stream: WorkflowStream<Inputs>;
  };

/**
 * Shows one workflow stream. Each accessor changes alone: what reads `text` hears nothing of `status`.
 * The run ends with its owner: the component, as a rule. Handed a stream, it only subscribes; who made the stream ends it.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 * @example
 * ```tsx
 * const { text, start, isLoading } = createWorkflowStream({ workflowId: "explain", token });
 * return (
 *   <>
 *     <button disabled={isLoading()} onClick={() => start({ topic: "tides" })}>Explain</button>
 *     <p>{text()}</p>
 *   </>
 * );
 * ```
 */
export function createWorkflowStream<Inputs = Record<string, unknown>>(
  source:
    | CreateWorkflowStreamOptions<Inputs>
    | Accessor<CreateWorkflowStreamOptions<Inputs>>
    | WorkflowStream<Inputs>,
): CreateWorkflowStreamReturn<Inputs> {
  const withDefaults = useDefaults();
  const options = isStream<Inputs>(source)
    ? undefined
    : () => withDefaults(typeof source === "function" ? source() : source);
  const stream = isStream<Inputs>(source) ? source : createBindingStream(() => untrack(options!));

  const first = stream.getServerSnapshot();
  const snapshot = createOutside<Snapshot<Inputs>>({
    first,
    follow(tell) {
      tell(stream.getSnapshot());
      return stream.subscribe(tell);
    },
  });
  const fields = Object.fromEntries<unknown>(
    (Object.keys(first) as (keyof Snapshot<Inputs>)[]).map((name) => [
      name,
      createMemo(() => snapshot()[name]),
    ]),
  ) as Fields<Inputs>;

  if (options) {
    onCleanup(stream.retain());
    const auto = createAutoStart(stream);
    createEffect(() => auto.wanted(options()), auto.follow);
    onCleanup(auto.dispose);
  }

  return {
    ...stream,
    ...fields,
    start: (inputs, init) => untrack(() => stream.start(inputs, init)),
    retry: () => untrack(stream.retry),
    stream,
  };
}
