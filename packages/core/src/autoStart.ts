import { keyOf } from "./job.ts";
import type { WorkflowStream, WorkflowStreamOptions } from "./types.ts";

/** What a binding adds to the options of a stream. */
export interface BindingOptions {
  /** Start on mount, once per stream and inputs, and again when `inputs` or the workflow change. */
  immediate?: boolean | undefined;
  /** How long changed inputs must rest before they start a run, in ms. Default 300. */
  restartDelayMs?: number | undefined;
}

/** Whether a value is a stream rather than the options of one. */
export function isStream<Inputs>(value: unknown): value is WorkflowStream<Inputs> {
  return typeof value === "object" && value !== null && "getSnapshot" in value;
}

/** Keeps a stream's run in step with options that change. */
export interface AutoStart {
  /** Call on mount, and whenever the options may have changed. */
  update(options: WorkflowStreamOptions<unknown>, restartDelayMs?: number): void;
  dispose(): void;
}

/** What was last started for a stream, so that components which share it start it once. */
const started = new WeakMap<object, string>();

/** Makes the part of a binding that starts runs by itself. */
export function createAutoStart<Inputs>(stream: WorkflowStream<Inputs>): AutoStart {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  return {
    update(options, restartDelayMs = 300) {
      const { inputs } = options;
      const values = typeof inputs === "function" ? (inputs as () => Inputs)() : (inputs as Inputs);
      const key = keyOf({ ...options, url: options.url && "" } as typeof options, values);
      const delayMs = isFirst ? 0 : restartDelayMs;
      isFirst = false;
      clearTimeout(timer);
      if (started.get(stream) === key) return;
      const begin = (): void => {
        started.set(stream, key);
        void stream.start(values);
      };
      if (delayMs > 0) timer = setTimeout(begin, delayMs);
      else begin();
    },
    dispose: () => clearTimeout(timer),
  };
}
