import type {
  OtherOptions,
  RegisteredData,
  RegisteredInputs,
  RegisteredOptions,
  WorkflowId,
  WorkflowStream,
  WorkflowStreamOptions,
} from "@workflow-stream/core";
import {
  type BindingOptions,
  createAutoStart,
  createBindingStream,
  isStream,
  withDefaults,
} from "@workflow-stream/core/binding";
import { untrack } from "svelte";
import { findDefaults } from "./defaults.js";
import { storeOf, type WorkflowStreamStore } from "./store.js";
import { unlessThrown } from "./svelteError.js";

/** Options of a stream, and when it starts by itself; `immediate` is `false` by default. */
export type CreateWorkflowStreamOptions<Inputs = Record<string, unknown>> =
  WorkflowStreamOptions<Inputs> & BindingOptions;

/**
 * Shows one workflow stream: `$stream.text` and `stream.text` update alike. It ends with the component or effect it is made in;
 * made outside of one, `stop()` ends it. Options given as a function may read runes.
 * Handed a stream, it only subscribes; who made the stream ends it.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 * @example
 * ```svelte
 * <script>
 *   const run = createWorkflowStream({ workflowId: "explain", token });
 * </script>
 *
 * <button disabled={run.isLoading} onclick={() => run.start({ topic: "tides" })}>Explain</button>
 * <p>{run.text}</p>
 * ```
 */
export function createWorkflowStream<Id extends WorkflowId>(
  source: (RegisteredOptions<Id> & BindingOptions) | (() => RegisteredOptions<Id> & BindingOptions),
): WorkflowStreamStore<RegisteredInputs<Id>, RegisteredData<Id>>;
export function createWorkflowStream<
  Inputs = Record<string, unknown>,
  Id extends string | undefined = string | undefined,
  Data = Record<string, unknown>,
>(
  source:
    | (OtherOptions<Inputs, Id> & BindingOptions)
    | (() => OtherOptions<Inputs, Id> & BindingOptions)
    | WorkflowStream<Inputs, Data>
    | WorkflowStreamStore<Inputs, Data>,
): WorkflowStreamStore<Inputs, Data>;
export function createWorkflowStream<Inputs>(
  source:
    | CreateWorkflowStreamOptions<Inputs>
    | (() => CreateWorkflowStreamOptions<Inputs>)
    | WorkflowStream<Inputs>
    | WorkflowStreamStore<Inputs>,
): WorkflowStreamStore<Inputs> {
  // a store looks like a stream, but tells no deltas
  if ("stream" in source) return storeOf(source.stream);
  if (isStream<Inputs>(source)) return storeOf(source);

  const defaults = findDefaults();
  const options = (): CreateWorkflowStreamOptions<Inputs> =>
    withDefaults(typeof source === "function" ? source() : source, defaults());
  const stream = untrack(() => createBindingStream(options));
  const auto = createAutoStart(stream);
  const update = (): void => auto.update(options());

  if (hasOwner()) {
    // at once, as an effect of a component that is never mounted does not run
    $effect.pre(() => stream.retain());
    $effect(update);
    $effect(() => auto.dispose);
  } else update();
  return storeOf(stream);
}

/** Whether effects can be made here: in a component that is being set up, or in an effect. Always so on a server, where they do nothing. */
function hasOwner(): boolean {
  const isOwned = (): boolean => {
    $effect.pre(() => {});
    return true;
  };
  return unlessThrown("effect_orphan", isOwned) ?? false;
}
