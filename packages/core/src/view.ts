import { call } from "./environment.ts";
import type { AnyWorkflowStream, Snapshot } from "./types.ts";

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

/** The view of a stream, as something to subscribe to. */
export interface ViewStore {
  getSnapshot(): View;
  subscribe(listener: () => void): () => void;
}

/** Derives spinner, fallback and announcement from a stream; `options` is asked at each change. */
export function createView(stream: AnyWorkflowStream, options: () => ViewOptions): ViewStore {
  let view: View = { hasSpinner: false, hasFallback: false, announcement: "" };
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLate = false;

  function update(): void {
    const snapshot = stream.getSnapshot();
    const { status, text } = snapshot;
    const { announce = "done", spinnerDelayMs = 150 } = options();
    const isWaiting = status === "connecting" || (status === "reconnecting" && text === "");
    if (!isWaiting) {
      clearTimeout(timer);
      timer = undefined;
      isLate = false;
    } else if (timer === undefined)
      timer = setTimeout(() => {
        isLate = true;
        update();
      }, spinnerDelayMs);
    const next: View = {
      hasSpinner: isWaiting && isLate,
      hasFallback: status === "error" && text === "",
      announcement:
        announce === "off"
          ? ""
          : announce === "done"
            ? (SENTENCES[status] ?? "")
            : announce(snapshot),
    };
    const isSame = (Object.keys(next) as (keyof View)[]).every((name) => next[name] === view[name]);
    if (isSame) return;
    view = next;
    for (const listener of listeners) call(listener);
  }

  let unsubscribe: (() => void) | undefined;
  return {
    getSnapshot: () => view,
    subscribe(listener) {
      const entry = (): void => listener();
      listeners.add(entry);
      unsubscribe ??= stream.subscribe(update);
      update();
      return () => {
        listeners.delete(entry);
        if (listeners.size > 0) return;
        unsubscribe?.();
        unsubscribe = undefined;
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}
