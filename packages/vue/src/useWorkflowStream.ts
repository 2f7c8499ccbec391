import {
  createWorkflowStream,
  type Snapshot,
  type WorkflowStream,
  type WorkflowStreamOptions,
} from "@workflow-stream/core";
import { type BindingOptions, createAutoStart, isStream } from "@workflow-stream/core/binding";
import {
  computed,
  type ComputedRef,
  getCurrentInstance,
  getCurrentScope,
  type MaybeRefOrGetter,
  onMounted,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
} from "vue";

/** Options of a stream, and when it starts by itself; `immediate` is `false` by default. */
export type UseWorkflowStreamOptions<Inputs = Record<string, unknown>> =
  WorkflowStreamOptions<Inputs> & BindingOptions;

/** The snapshot's fields as refs that can only be read, the stream's methods, and the stream itself to hand on. */
export type UseWorkflowStreamReturn<Inputs = Record<string, unknown>> = {
  readonly [Name in keyof Snapshot<Inputs>]: ComputedRef<Snapshot<Inputs>[Name]>;
} & Omit<WorkflowStream<Inputs>, "subscribe" | "getSnapshot" | "getServerSnapshot" | "retain"> & {
    readonly stream: WorkflowStream<Inputs>;
  };

/**
 * Shows one workflow stream. It ends with the effect scope it was called in: the component, as a rule.
 * Handed a stream, it only subscribes; who made the stream ends it.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 */
export function useWorkflowStream<Inputs = Record<string, unknown>>(
  source: MaybeRefOrGetter<UseWorkflowStreamOptions<Inputs>> | WorkflowStream<Inputs>,
): UseWorkflowStreamReturn<Inputs> {
  const options = isStream<Inputs>(source)
    ? undefined
    : (): UseWorkflowStreamOptions<Inputs> => toValue(source);
  const stream = isStream<Inputs>(source) ? source : createWorkflowStream(options!);
  const snapshot = shallowRef(stream.getSnapshot());
  const endings = [stream.subscribe((next) => (snapshot.value = next))];

  if (options) {
    endings.push(stream.retain());
    const auto = createAutoStart(stream);
    const update = (): void => {
      const { immediate, restartDelayMs } = options();
      if (immediate) auto.update(options(), restartDelayMs);
    };
    const begin = (): void =>
      void endings.push(watch(options, update, { deep: true, immediate: true }));
    endings.push(auto.dispose);
    if (getCurrentInstance()) onMounted(begin);
    else begin();
  }
  if (getCurrentScope()) onScopeDispose(() => endings.forEach((end) => end()));

  const { start, retry, stop, reset, setText, ready } = stream;
  const field = <Name extends keyof Snapshot<Inputs>>(name: Name) =>
    computed(() => snapshot.value[name]);
  return {
    text: field("text"),
    status: field("status"),
    error: field("error"),
    isLoading: field("isLoading"),
    isPartial: field("isPartial"),
    verified: field("verified"),
    inputs: field("inputs"),
    attempt: field("attempt"),
    runId: field("runId"),
    timing: field("timing"),
    start,
    retry,
    stop,
    reset,
    setText,
    ready,
    stream,
  };
}
