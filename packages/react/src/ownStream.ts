import {
  createWorkflowStream,
  type WorkflowStream,
  type WorkflowStreamOptions,
} from "@workflow-stream/core";
import { type BindingOptions, createAutoStart } from "@workflow-stream/core/binding";

/** Options of a stream, and when it starts by itself; `immediate` is `false` by default. */
export type UseWorkflowStreamOptions<Inputs = Record<string, unknown>> =
  WorkflowStreamOptions<Inputs> & BindingOptions;

/** A stream that a component made, and what the component tells it. */
export interface OwnStream<Inputs> {
  readonly stream: WorkflowStream<Inputs>;
  /** Call on mount; returns what to call on unmount. May be mounted again. */
  mount(): () => void;
  /** Takes the options of a render. */
  setOptions(options: UseWorkflowStreamOptions<Inputs>): void;
  /** Call on mount and after each render: starts what `immediate` asks for. */
  startIfDue(): void;
}

/**
 * Makes a stream that reads its options when a run starts, and its callbacks when they are called.
 * @throws TypeError when the options hold a secret key (`sk_…`) in a browser, or neither `workflowId` nor `url`.
 */
export function createOwnStream<Inputs>(
  options: UseWorkflowStreamOptions<Inputs>,
): OwnStream<Inputs> {
  let latest = options;
  const stream = createWorkflowStream<Inputs>(() => ({
    ...latest,
    // a callback closes over the render it was made in, and a run outlives many
    onDelta: (delta) => latest.onDelta?.(delta),
    onData: (name, value) => latest.onData?.(name, value),
    onFinish: (result) => latest.onFinish?.(result),
    onError: (error) => latest.onError?.(error),
  }));
  // a render's objects are not changed in place, and there may be many renders
  const auto = createAutoStart(stream, { hasImmutableInputs: true });
  return {
    stream,
    mount() {
      const release = stream.retain();
      return () => {
        auto.dispose();
        release();
      };
    },
    setOptions: (options) => void (latest = options),
    startIfDue: () => auto.update(latest),
  };
}
