import { differs } from "../environment.ts";
import type { AnyWorkflowStream, Snapshot } from "../types.ts";

/** What `<StreamingText>` shows beside the text. */
export interface View {
  readonly hasSpinner: boolean;
  readonly hasFallback: boolean;
  /** What a screen reader hears: at most one short sentence when a run ends, taken away 5 s later. */
  readonly announcement: string;
}

/** How `<StreamingText>` shows a stream. */
export interface ViewOptions {
  /** How long a run may stay silent before the spinner shows, in ms. Default 150. */
  spinnerDelayMs?: number | undefined;
  /** `'done'`: a short sentence at the end; `'off'`: nothing; or what to say of a snapshot. Default `'done'`. */
  announce?: "done" | "off" | ((snapshot: Snapshot<unknown>) => string) | undefined;
}

/** How long a run may stay silent before the spinner shows, in ms. */
const SPINNER_DELAY_MS = 150;
/** How long an announcement stands, in ms: long enough to be heard, and gone when someone reads on from the text. */
const ANNOUNCEMENT_MS = 5000;

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
  /** What was announced last, whether it still stands or not. */
  let said = "";
  const spinner = createDelay(() => change({ hasSpinner: true }));
  const silence = createDelay(() => change({ announcement: "" }));

  function change(changed: Partial<View>): void {
    if (differs(changed, view)) show((view = { ...view, ...changed }));
  }

  function update(): void {
    const snapshot = stream.getSnapshot();
    const { announce, spinnerDelayMs = SPINNER_DELAY_MS } = options();
    const isWaiting = waitsForText(snapshot);
    if (!isWaiting) spinner.cancel();
    else if (!view.hasSpinner) spinner.begin(spinnerDelayMs);

    const sentence = sentenceOf(snapshot, announce);
    const isNews = sentence !== said;
    if (isNews) {
      said = sentence;
      silence.cancel();
      if (sentence) silence.begin(ANNOUNCEMENT_MS);
    }
    change({
      hasSpinner: isWaiting && view.hasSpinner,
      hasFallback: snapshot.status === "error" && !snapshot.text,
      announcement: isNews ? sentence : view.announcement,
    });
  }

  const unsubscribe = stream.subscribe(update);
  update();
  return () => {
    unsubscribe();
    spinner.cancel();
    silence.cancel();
  };
}

/** Whether nothing of a run has come, though it may come any moment. */
function waitsForText({ status, text }: Snapshot<unknown>): boolean {
  return status === "connecting" || (status === "reconnecting" && !text);
}

/** What is said of a text that a limit or a filter ended. */
const CUT_SHORT = "The text was cut short.";

/** What is to be said of a snapshot; `''` for nothing. */
function sentenceOf(
  snapshot: Snapshot<unknown>,
  announce: ViewOptions["announce"] = "done",
): string {
  if (announce === "off") return "";
  if (announce === "done" && snapshot.status === "done" && snapshot.isPartial) return CUT_SHORT;
  if (announce === "done") return SENTENCES[snapshot.status] ?? "";
  return announce(snapshot);
}

/** Makes something that can be done later, once. */
function createDelay(run: () => void): { begin(delayMs: number): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    cancel,
    /** Does nothing while it is begun already. */
    begin(delayMs) {
      timer ??= setTimeout(() => {
        timer = undefined;
        run();
      }, delayMs);
    },
  };
}
