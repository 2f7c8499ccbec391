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
  computed,
  type ComputedRef,
  getCurrentScope,
  type MaybeRefOrGetter,
  onScopeDispose,
  shallowRef,
  toValue,
  watchEffect,
} from "vue";
import { useDefaults } from "./defaults.ts";
import { whenStanding } from "./whenStanding.ts";

/** Options of a stream, and when it starts by itself; `immediate` is `false` by default. */
export type UseWorkflowStreamOptions<Inputs = Record<string, unknown>> =
  WorkflowStreamOptions<Inputs> & BindingOptions;

type Fields<Inputs, Data> = {
  readonly [Name in keyof Snapshot]: ComputedRef<Snapshot<Inputs, Data>[Name]>;
};

/** The snapshot's fields as refs that can only be read, the stream's methods, and the stream itself to hand on. */
export type UseWorkflowStreamReturn<
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
 * Shows one workflow stream. It ends with the effect scope it was called in: the component, as a rule.
 * Handed a stream, it only subscribes; who made the stream ends it.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 * @example
 * ```vue
 * <script setup>
 * const { text, start, isLoading } = useWorkflowStream({ workflowId: "explain", token });
 * </script>
 *
 * <template>
 *   <button :disabled="isLoading" @click="start({ topic: 'tides' })">Explain</button>
 *   <p>{{ text }}</p>
 * </template>
 * ```
 */
export function useWorkflowStream<Id extends WorkflowId>(
  source: MaybeRefOrGetter<RegisteredOptions<Id> & BindingOptions>,
): UseWorkflowStreamReturn<RegisteredInputs<Id>, RegisteredData<Id>>;
export function useWorkflowStream<
  Inputs = Record<string, unknown>,
  Id extends string | undefined = string | undefined,
  Data = Record<string, unknown>,
>(
  source:
    | MaybeRefOrGetter<OtherOptions<Inputs, Id> & BindingOptions>
    | WorkflowStream<Inputs, Data>,
): UseWorkflowStreamReturn<Inputs, Data>;
export function useWorkflowStream<Inputs>(
  source: MaybeRefOrGetter<UseWorkflowStreamOptions<Inputs>> | WorkflowStream<Inputs>,
): UseWorkflowStreamReturn<Inputs> {
  const addDefaults = useDefaults();
  const options = isStream<Inputs>(source) ? undefined : () => addDefaults(toValue(source));
  const stream = isStream<Inputs>(source) ? source : createBindingStream(options!);
  const snapshot = shallowRef(stream.getServerSnapshot());
  const onEnd = (end: () => void): void => void (getCurrentScope() && onScopeDispose(end));

  let isFollowing = false;
  function follow(): void {
    isFollowing = true;
    const update = (): void => void (snapshot.value = stream.getSnapshot());
    onEnd(stream.subscribe(update));
    update();
    if (!options || typeof document === "undefined") return;
    const auto = createAutoStart(stream);
    onEnd(auto.dispose);
    watchEffect(() => auto.update(options()));
  }
  whenStanding(follow);
  if (options) onEnd(stream.retain());

  const fields = Object.fromEntries(
    (Object.keys(snapshot.value) as (keyof Snapshot<Inputs>)[]).map((name) => [
      name,
      computed(() => snapshot.value[name]),
    ]),
  ) as Fields<Inputs, Record<string, unknown>>;
  return {
    ...stream,
    ...fields,
    ready: () => (isFollowing ? stream.ready() : Promise.resolve(snapshot.value)),
    stream,
  };
}
