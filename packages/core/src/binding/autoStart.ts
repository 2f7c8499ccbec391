import { valueOf } from "../environment.ts";
import { keyOf } from "../run/inputs.ts";
import type { AnyWorkflowStream, WorkflowStreamOptions } from "../types.ts";

/** What a binding adds to the options of a stream. */
export interface BindingOptions {
  /** Start on mount, once per stream and inputs, and again when `inputs` or the workflow change. */
  immediate?: boolean | undefined;
  /** How long changed inputs must rest before they start a run, in ms. Default 300. */
  restartDelayMs?: number | undefined;
}

/** Keeps a stream's run in step with options that change. */
export interface AutoStart {
  /**
   * Starts what `immediate` asks for. Call it on mount, and whenever the options may have changed; it reads
   * nothing of them but what starts a run, so it may be called where reads are tracked. Never throws.
   */
  update(options: WorkflowStreamOptions<unknown> & BindingOptions): void;
  /** Forgets a start that is due. */
  dispose(): void;
}

/** What was last started for a stream, so that components which share it start it once. */
const started = new WeakMap<object, string>();

/** Makes the part of a binding that starts runs by itself. */
export function createAutoStart(stream: Pick<AnyWorkflowStream, "start">): AutoStart {
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What starts when it is due. */
  let due: string | undefined;

  function dispose(): void {
    clearTimeout(timer);
    due = undefined;
  }

  return {
    dispose,
    update(options) {
      if (!options.immediate) return dispose();
      const key = startKeyOf(options);
      if (key === due) return;
      dispose();
      const last = started.get(stream);
      if (last === key) return;
      const begin = (): void => {
        if (due !== key) return;
        due = undefined;
        started.set(stream, key);
        void stream.start();
      };
      due = key;
      // not at once: an effect would depend on what the user's token function reads
      if (last === undefined) queueMicrotask(begin);
      else timer = setTimeout(begin, options.restartDelayMs ?? 300);
    },
  };
}

/** What starts a run when it changes: the workflow and its inputs, by value. */
function startKeyOf({ workflowId, baseUrl, inputs }: WorkflowStreamOptions<unknown>): string {
  try {
    return keyOf({ workflowId, baseUrl }, valueOf(inputs));
  } catch (error) {
    // the run reports it
    return String(error);
  }
}
