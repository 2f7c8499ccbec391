import { textOf } from "../text.ts";
import type { Mount, Mounted } from "./contender.ts";
import { watchFrames } from "./frames.ts";
import { difference, textIn } from "./compare.ts";
import { watchLongTasks } from "./longTasks.ts";
import { createFeed, type Feed, handFed, inMemory, overHttp, type Work } from "./sources.ts";

/** What the page saw of a run. */
export interface Outcome {
  /** How long the run took, in ms of the clock. */
  readonly wallMs: number;
  /** The lengths of tasks over 50 ms, in ms of the clock. */
  readonly longTasksMs: readonly number[];
  /** The times between frames, in ms, where they were asked for. */
  readonly frameGapsMs: readonly number[];
}

/** What the measuring process calls. */
export interface Bench {
  /** Mounts the contenders; nothing is streamed yet. */
  prepare(work: Work): Promise<void>;
  /** Starts the streams. */
  start(): void;
  /** Where the source is fed by hand: what feeds it. */
  readonly feed: Feed;
  /** Waits for the end of the streams, and until all of the text is shown. */
  finish(): Promise<Outcome>;
  /** How many characters are shown, when that was looked at and when the server's first delta was due, in ms since 1970. */
  progress(): { readonly chars: number; readonly at: number; readonly streamStartedAt: number };
  /** What is wrong with the text that each copy ended with; empty if nothing. */
  mismatch(): string;
}

/** How long a contender may take to show the rest after it has ended, in ms: a throttled one waits. */
const SETTLE_MS = 120;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLE_MS));

/** Makes the page's side of a measurement. */
export function createBench(mount: Mount): Bench {
  let expected = "";
  let streamStartedAt = 0;
  let finish: () => Promise<Outcome>;
  let feed: Feed;
  const copies: { mounted: Mounted; root: HTMLElement }[] = [];
  const textOfCopy = ({ mounted, root }: (typeof copies)[number]): string =>
    mounted.text?.() ?? textIn(root);

  return {
    async prepare(work) {
      expected = textOf(work.deltas, work.hasLineBreaks);
      feed = createFeed(expected);
      for (let n = 0; n < (work.copies ?? 1); n++) {
        const root = document.body.appendChild(document.createElement("main"));
        const source =
          work.from === "memory"
            ? inMemory(work, expected)
            : work.from === "hand"
              ? handFed(work, feed)
              : overHttp(work, (startedAt) => (streamStartedAt = startedAt));
        copies.push({ root, mounted: await mount(root, source) });
      }
      finish = begin.bind(undefined, work.watchesFrames ?? false);
      await settle();
    },
    start() {
      const ended = finish();
      finish = () => ended;
    },
    get feed() {
      return feed;
    },
    finish: () => finish(),
    progress: () => ({ chars: textOfCopy(copies[0]!).length, at: Date.now(), streamStartedAt }),
    mismatch: () => copies.map((copy) => difference(textOfCopy(copy), expected)).join(""),
  };

  async function begin(watchesFrames: boolean): Promise<Outcome> {
    const longTasks = watchLongTasks();
    const frames = watchesFrames ? watchFrames() : undefined;
    const startedAt = performance.now();
    await Promise.all(copies.map(({ mounted }) => mounted.start()));
    const wallMs = performance.now() - startedAt;
    const frameGapsMs = frames?.() ?? [];
    await settle();
    return { wallMs, longTasksMs: longTasks(), frameGapsMs };
  }
}
