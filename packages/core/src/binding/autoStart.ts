import { isSameStart, type StartKey, startKeyOf } from "../run/startKey.ts";
import type { WorkflowStreamOptions } from "../options.ts";
import type { AnyWorkflowStream } from "../workflowStream.ts";
import { inputsJson } from "./inputsJson.ts";

/** How long changed inputs rest before they start a run, in ms. */
const RESTART_DELAY_MS = 300;

/** What a binding adds to the options of a stream. */
export interface BindingOptions {
  /** Start on mount, once per stream and inputs, and again when `inputs` or the workflow change. */
  immediate?: boolean | undefined;
  /** How long changed inputs must rest before they start a run, in ms. Default 300. */
  restartDelayMs?: number | undefined;
}

/** What `immediate` asks to start, and how long it must have rested before, in ms. */
export interface WantedStart {
  readonly key: StartKey;
  readonly restartDelayMs: number;
}

/** Keeps a stream's run in step with options that change. */
export interface AutoStart {
  /**
   * Picks up a run that is remembered, when it is first called, and starts what `immediate` asks for. Call it on mount, and
   * whenever the options may have changed; it reads nothing of them but what starts a run, so it may be called where reads are
   * tracked. Never throws.
   */
  update(options: WorkflowStreamOptions<unknown> & BindingOptions): void;
  /** The first half of `update`, for a framework that reads in one place and acts in another: only reads. */
  wanted(options: WorkflowStreamOptions<unknown> & BindingOptions): WantedStart | undefined;
  /** The second half of `update`: only acts. */
  follow(wanted: WantedStart | undefined): void;
  /** Forgets a start that is due; call it on unmount. What is mounted again may call `update` again. */
  dispose(): void;
}

/** What was last started for a stream, so that components which share it start it once. */
const started = new WeakMap<object, StartKey>();

/** How a binding gives options. */
interface AutoStartSettings {
  /** An object of inputs is never changed in place, so the one of the call before is not read again. Default `false`. */
  readonly hasImmutableInputs?: boolean;
}

/** Creates the part of a binding that starts runs by itself. */
export function createAutoStart(
  stream: Pick<AnyWorkflowStream, "start" | "restore" | "getSnapshot">,
  { hasImmutableInputs = false }: AutoStartSettings = {},
): AutoStart {
  const jsonOf = hasImmutableInputs ? rememberLast(inputsJson) : inputsJson;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What starts when it is due. */
  let due: StartKey | undefined;
  /** Another object each time it is mounted. */
  let mounted: object | undefined;

  function cancelDue(): void {
    clearTimeout(timer);
    due = undefined;
  }

  /** Before the start that may be due: what is remembered of an equal one counts as that. */
  function restoreOnMount(): void {
    if (mounted) return;
    const mount = (mounted = {});
    void Promise.resolve().then(() => {
      if (mounted === mount) void stream.restore();
    });
  }

  function wanted(
    options: WorkflowStreamOptions<unknown> & BindingOptions,
  ): WantedStart | undefined {
    if (!options.immediate) return undefined;
    const { workflowId, baseUrl, inputs, restartDelayMs = RESTART_DELAY_MS } = options;
    return { key: startKeyOf({ workflowId, baseUrl }, jsonOf(inputs)), restartDelayMs };
  }

  function follow(wanted: WantedStart | undefined): void {
    restoreOnMount();
    if (!wanted) return cancelDue();
    const { key, restartDelayMs } = wanted;
    if (due && isSameStart(key, due)) return;
    cancelDue();
    const last = started.get(stream);
    if (last && isSameStart(key, last)) return;
    const begin = (): void => {
      if (due !== key) return;
      due = undefined;
      started.set(stream, key);
      void stream.start();
    };
    due = key;
    // not at once: an effect would depend on what the user's token function reads. Nor by `queueMicrotask`, which tests may fake
    if (last === undefined) void Promise.resolve().then(begin);
    else timer = setTimeout(begin, restartDelayMs);
  }

  return {
    wanted,
    follow,
    update: (options) => follow(wanted(options)),
    dispose() {
      cancelDue();
      mounted = undefined;
      // the run ends with its component, or is let go: who shows it again starts it, or joins it
      if (stream.getSnapshot().isLoading) started.delete(stream);
    },
  };
}

/** Remembers what a function made of its last argument; of a function it is asked anew, as that may give something else. */
function rememberLast<Value>(ask: (value: Value) => string): (value: Value) => string {
  let last: { readonly value: Value; readonly answer: string } | undefined;
  return (value) => {
    if (typeof value === "function") return ask(value);
    if (!last || last.value !== value) last = { value, answer: ask(value) };
    return last.answer;
  };
}
