import { differs } from "../environment.ts";
import type { AnyWorkflowStream, Snapshot } from "../types.ts";

/** What `<StreamingText>` shows beside the text. */
export interface View {
  readonly hasSpinner: boolean;
  readonly hasFallback: boolean;
  /** What a screen reader hears: at most one short sentence when a run ends. */
  readonly announcement: string;
}

/** How `<StreamingText>` shows a stream. */
export interface ViewOptions {
  /** How long a run may stay silent before the spinner shows, in ms. Default 150. */
  spinnerDelayMs?: number | undefined;
  /** `'done'`: a short sentence at the end; `'off'`: nothing; or what to say of a snapshot. Default `'done'`. */
  announce?: "done" | "off" | ((snapshot: Snapshot<unknown>) => string) | undefined;
}

const SENTENCES: Partial<Record<Snapshot["status"], string>> = {
  done: "The text is complete.",
  stopped: "Stopped.",
  error: "The text could not be loaded.",
};

/** What shows before a run. */
export const NO_VIEW: View = { hasSpinner: false, hasFallback: false, announcement: "" };

/**
 * Derives spinner, fallback and announcement from a stream; `options` is asked at each change.
 * @param show takes the view whenever it differs from the last one, `NO_VIEW` at first.
 * @returns how to end that.
 */
export function watchView(
  stream: AnyWorkflowStream,
  options: () => ViewOptions,
  show: (view: View) => void,
): () => void {
  let view = NO_VIEW;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLate = false;

  function update(): void {
    const snapshot = stream.getSnapshot();
    const { status, text } = snapshot;
    const { announce, spinnerDelayMs = 150 } = options();
    if (status === "connecting" || (status === "reconnecting" && !text))
      timer ??= setTimeout(() => {
        isLate = true;
        update();
      }, spinnerDelayMs);
    else {
      clearTimeout(timer);
      timer = undefined;
      isLate = false;
    }
    const next: View = {
      hasSpinner: isLate,
      hasFallback: status === "error" && !text,
      announcement:
        typeof announce === "function"
          ? announce(snapshot)
          : (announce !== "off" && SENTENCES[status]) || "",
    };
    if (differs(next, view)) show((view = next));
  }

  const unsubscribe = stream.subscribe(update);
  update();
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
