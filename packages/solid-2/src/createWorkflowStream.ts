import type {
  OtherOptions,
  RegisteredData,
  RegisteredInputs,
  RegisteredOptions,
  Snapshot,
  WorkflowId,
  WorkflowStream,
  WorkflowStreamOptions,
} from "@workflow-stream/core";
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

type Fields<Inputs, Data> = {
  readonly [Name in keyof Snapshot]: Accessor<Snapshot<Inputs, Data>[Name]>;
};

/** The snapshot's fields as accessors, the stream's methods, and the stream itself to hand on. */
export type CreateWorkflowStreamReturn<
  Inputs = Record<string, unknown>,
  Data = Record<string, unknown>,
> = Fields<Inputs, Data> &
  Omit<
    WorkflowStream<Inputs, Data>,
    "subscribe" | "getSnapshot" | "getServerSnapshot" | "retain"
  > & {
    readonly stream: WorkflowStream<Inputs, Data>;
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
export function createWorkflowStream<Id extends WorkflowId>(
  source:
    | (RegisteredOptions<Id> & BindingOptions)
    | Accessor<RegisteredOptions<Id> & BindingOptions>,
): CreateWorkflowStreamReturn<RegisteredInputs<Id>, RegisteredData<Id>>;
export function createWorkflowStream<
  Inputs = Record<string, unknown>,
  Id extends string | undefined = string | undefined,
  Data = Record<string, unknown>,
>(
  source:
    | (OtherOptions<Inputs, Id> & BindingOptions)
    | Accessor<OtherOptions<Inputs, Id> & BindingOptions>
    | WorkflowStream<Inputs, Data>,
): CreateWorkflowStreamReturn<Inputs, Data>;
export function createWorkflowStream<Inputs>(
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
  ) as Fields<Inputs, Record<string, unknown>>;

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
