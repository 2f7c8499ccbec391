import { differs } from "../environment.ts";
import type { AnyWorkflowStream, Snapshot } from "../workflowStream.ts";
import { type MessageName, messageOf, type WorkflowStreamMessages } from "./messages.ts";
import { endingOf, noticeOf } from "./notice.ts";

/** What `<StreamingText>` shows beside the text. */
export interface View {
  readonly hasSpinner: boolean;
  /** A run failed, or the server stopped it, and there is no text: something stands in its place. */
  readonly hasFallback: boolean;
  /** The text is not the whole of what was asked for: something beside it says so. */
  readonly hasMark: boolean;
  /** What the fallback or the mark says. */
  readonly notice: MessageName | undefined;
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

/** What shows before a run. */
export const NO_VIEW: View = {
  hasSpinner: false,
  hasFallback: false,
  hasMark: false,
  notice: undefined,
  announcement: "",
};

/** How a stream is watched. */
export interface WatchOptions extends ViewOptions {
  /** Sentences in another language. */
  messages?: Partial<WorkflowStreamMessages> | undefined;
}

/**
 * Derives spinner, fallback, mark and announcement from a stream; `options` is asked at each change.
 * @param show takes the view whenever it differs from the last one, `NO_VIEW` at first.
 * @returns how to end that.
 */
export function watchView(
  stream: AnyWorkflowStream,
  options: () => WatchOptions,
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
    const { announce, spinnerDelayMs = SPINNER_DELAY_MS, messages } = options();
    const isWaiting = waitsForText(snapshot);
    if (!isWaiting) spinner.cancel();
    else if (!view.hasSpinner) spinner.begin(spinnerDelayMs);

    const sentence = sentenceOf(snapshot, announce, messages);
    const isNews = sentence !== said;
    if (isNews) {
      said = sentence;
      silence.cancel();
      if (sentence) silence.begin(ANNOUNCEMENT_MS);
    }
    const notice = noticeOf(snapshot);
    change({
      hasSpinner: isWaiting && view.hasSpinner,
      hasFallback: notice !== undefined && !snapshot.text,
      hasMark: notice !== undefined && !!snapshot.text,
      notice,
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

/** What is to be said of a snapshot; `''` for nothing. */
function sentenceOf(
  snapshot: Snapshot<unknown>,
  announce: ViewOptions["announce"] = "done",
  messages: WatchOptions["messages"],
): string {
  if (announce === "off") return "";
  if (announce === "done") return messageOf(endingOf(snapshot), messages);
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
