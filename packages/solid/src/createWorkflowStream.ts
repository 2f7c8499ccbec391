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
import {
  type Accessor,
  batch,
  createEffect,
  createSignal,
  onCleanup,
  onMount,
  sharedConfig,
  untrack,
} from "solid-js";
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

  const isHydrating = !!sharedConfig.context;
  const first = isHydrating ? stream.getServerSnapshot() : stream.getSnapshot();
  const setters: ((next: Snapshot<Inputs>) => void)[] = [];
  const fields = Object.fromEntries(
    (Object.keys(first) as (keyof Snapshot<Inputs>)[]).map((name) => {
      const [value, setValue] = createSignal(first[name]);
      setters.push((next) => setValue(() => next[name]));
      return [name, value];
    }),
  ) as Fields<Inputs, Record<string, unknown>>;
  const update = (next: Snapshot<Inputs>): void => batch(() => setters.forEach((set) => set(next)));
  onCleanup(stream.subscribe(update));
  // a stream that was handed in may be ahead of what the server could render
  if (isHydrating) onMount(() => update(stream.getSnapshot()));

  if (options) {
    onCleanup(stream.retain());
    const auto = createAutoStart(stream);
    createEffect(() => auto.update(options()));
    onCleanup(auto.dispose);
  }

  return {
    ...stream,
    ...fields,
    // an effect that starts a run must not run again for what the options happened to read
    start: (inputs, init) => untrack(() => stream.start(inputs, init)),
    retry: () => untrack(stream.retry),
    stream,
  };
}
