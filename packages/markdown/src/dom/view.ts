import { createLiveOptions } from "../output/liveOptions.ts";
import { settingsOf } from "../output/settings.ts";
import type { MarkdownOptions } from "../types.ts";
import { type TextListener, type TextSnapshot, type TextStream, write } from "./attachMarkdown.ts";
import { createWriter, type Writer } from "./writer.ts";

/** A stream as a component shows it: a text that has ended has so when all of it is written. */
export interface MarkdownView<Snapshot extends TextSnapshot> extends TextStream<Snapshot> {
  /** Writes the text into an element, one at a time; returns how to detach. */
  readonly attach: (element: Element) => () => void;
  /** Takes other options. Where a plain one has changed, the text is written anew; of functions the latest is called. */
  readonly setOptions: (options: MarkdownOptions | undefined) => void;
}

/** Creates the view of a stream that a component shows. It listens to the stream while it is attached or listened to. */
export function createMarkdownView<Snapshot extends TextSnapshot>(
  stream: TextStream<Snapshot>,
  options?: MarkdownOptions,
): MarkdownView<Snapshot> {
  const live = createLiveOptions(options);
  const listeners = new Set<{ readonly listener: TextListener<Snapshot> }>();
  let writer: Writer | undefined;
  let unsubscribe: (() => void) | undefined;
  /** What was told last, while the stream is listened to. */
  let told: Snapshot | undefined;

  function tell(delta: string | undefined): void {
    const snapshot = stream.getSnapshot();
    if (snapshot === told || (!snapshot.isLoading && writer?.isBusy())) return;
    told = snapshot;
    for (const entry of [...listeners]) if (listeners.has(entry)) entry.listener(snapshot, delta);
  }

  function listen(): void {
    if (unsubscribe) return;
    told = stream.getSnapshot();
    unsubscribe = stream.subscribe((snapshot, delta) => {
      // before anything is told of it
      if (writer) write(writer, snapshot, delta);
      tell(delta);
    });
  }

  function listenNoMore(): void {
    if (writer || listeners.size > 0) return;
    unsubscribe?.();
    unsubscribe = told = undefined;
  }

  return {
    getSnapshot: () => told ?? stream.getSnapshot(),
    attach(element) {
      listen();
      const made = createWriter(element, settingsOf(live.options), () => tell(undefined));
      write(made, stream.getSnapshot(), undefined);
      writer = made;
      return () => {
        made.stop();
        writer = undefined;
        tell(undefined);
        listenNoMore();
      };
    },
    subscribe(listener) {
      const entry = { listener };
      listeners.add(entry);
      listen();
      return () => {
        listeners.delete(entry);
        listenNoMore();
      };
    },
    setOptions(options) {
      if (live.set(options)) writer?.rewrite(settingsOf(live.options));
    },
  };
}
