import type {
  OtherOptions,
  RegisteredData,
  RegisteredInputs,
  RegisteredOptions,
  Snapshot,
  WorkflowId,
  WorkflowStream,
} from "@workflow-stream/core";
import type { BindingOptions } from "@workflow-stream/core/binding";
import type { UseWorkflowStreamOptions } from "./ownStream.ts";
import { useShown } from "./useShown.ts";
import { useStream } from "./useStream.ts";

/** The snapshot's fields, the stream's methods (the same functions at each render), and the stream itself to hand on. */
export type UseWorkflowStreamReturn<
  Inputs = Record<string, unknown>,
  Data = Record<string, unknown>,
> = Snapshot<Inputs, Data> &
  Omit<
    WorkflowStream<Inputs, Data>,
    "subscribe" | "getSnapshot" | "getServerSnapshot" | "retain"
  > & {
    readonly stream: WorkflowStream<Inputs, Data>;
  };

/**
 * Shows one workflow stream. It ends with the component; while an `<Activity>` hides that, the run is stopped and its text kept, or
 * let go where there is a `persister`.
 * Options may be a new object at each render: a run takes those of the render before it, and calls the callbacks of the last one.
 * Handed a stream, it only subscribes; who made the stream ends it.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 * @example
 * ```tsx
 * function Explanation() {
 *   const { text, start, isLoading } = useWorkflowStream({ workflowId: "explain", token });
 *   return (
 *     <>
 *       <button disabled={isLoading} onClick={() => start({ topic: "tides" })}>Explain</button>
 *       <p>{text}</p>
 *     </>
 *   );
 * }
 * ```
 */
export function useWorkflowStream<Id extends WorkflowId>(
  source: RegisteredOptions<Id> & BindingOptions,
): UseWorkflowStreamReturn<RegisteredInputs<Id>, RegisteredData<Id>>;
export function useWorkflowStream<
  Inputs = Record<string, unknown>,
  Id extends string | undefined = string | undefined,
  Data = Record<string, unknown>,
>(
  source: (OtherOptions<Inputs, Id> & BindingOptions) | WorkflowStream<Inputs, Data>,
): UseWorkflowStreamReturn<Inputs, Data>;
export function useWorkflowStream<Inputs>(
  source: UseWorkflowStreamOptions<Inputs> | WorkflowStream<Inputs>,
): UseWorkflowStreamReturn<Inputs> {
  const stream = useStream(source);
  const snapshot = useShown(stream, true);
  return { ...snapshot, ...stream, stream };
}
