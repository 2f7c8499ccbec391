import { markdownOf, type MarkdownKind } from "../markdownText.ts";
import { hasGrown } from "./hasGrown.ts";

declare global {
  /** What the measuring process calls on the page of a contender that shows Markdown. */
  var markdownBench: MarkdownBench;
}

/** A contender on the page. */
export interface MountedMarkdown {
  /** More text has come: once a frame at most. */
  append(delta: string): void;
  end(): void;
}

/** What the measuring process calls. */
export interface MarkdownBench {
  /** Mounts the contender, which is to show so much of a text. */
  prepare(kind: MarkdownKind, chars: number, isScrolled: boolean): Promise<void>;
  /** Hands over so much at once, and waits until it is shown. */
  stand(chars: number): Promise<void>;
  /** Hands over so much in each of so many frames, until a time is over; gives how many frames there were. */
  frames(count: number, chars: number, limitMs: number): Promise<number>;
  /** Hands the rest over as it would come from a network, once a frame, and waits until all of it is shown. */
  burst(charsPerSecond: number): Promise<void>;
  /** Hands the rest over in steps; gives how many there were, and in how many text that was shown went. */
  steps(chars: number, limitMs: number): Promise<{ steps: number; takenBack: number }>;
  /** Says that the text is complete, and waits until all of it is shown. */
  end(): Promise<void>;
  /** How long the text is, and how much of it was handed over. */
  progress(): { readonly given: number; readonly length: number };
}

/** How long nothing must change until a contender counts as done, and how long that is waited for, in ms. */
const QUIET_MS = 150;
const LONGEST_WAIT_MS = 10_000;

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
const sleep = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes this page the page of a contender that shows Markdown. */
export function contendWithMarkdown(mount: (root: HTMLElement) => MountedMarkdown): void {
  const root = document.body.appendChild(document.createElement("main"));
  let mounted: MountedMarkdown;
  let text = "";
  let given = 0;
  let isScrolled = false;

  function give(chars: number): void {
    const delta = text.slice(given, given + chars);
    given += delta.length;
    if (delta) mounted.append(delta);
    if (isScrolled) scrollTo(0, document.documentElement.scrollHeight);
  }

  async function settle(): Promise<void> {
    const until = performance.now() + LONGEST_WAIT_MS;
    let before = -1;
    while (before !== root.textContent.length && performance.now() < until) {
      before = root.textContent.length;
      await sleep(QUIET_MS);
    }
  }

  globalThis.markdownBench = {
    async prepare(kind, chars, isScrolledAlong) {
      text = markdownOf(kind, chars);
      isScrolled = isScrolledAlong;
      mounted = mount(root);
      await settle();
    },
    async stand(chars) {
      give(chars);
      await settle();
    },
    async frames(count, chars, limitMs) {
      const until = performance.now() + limitMs;
      let frames = 0;
      while (frames < count && given < text.length && performance.now() < until) {
        await nextFrame();
        give(chars);
        frames++;
      }
      await nextFrame();
      return frames;
    },
    async burst(charsPerSecond) {
      const startedAt = performance.now();
      while (given < text.length) {
        await nextFrame();
        give(Math.round(((performance.now() - startedAt) / 1000) * charsPerSecond) - given);
      }
      mounted.end();
      await settle();
    },
    async steps(chars, limitMs) {
      const until = performance.now() + limitMs;
      let steps = 0;
      let takenBack = 0;
      let before = "";
      while (given < text.length && performance.now() < until) {
        give(chars);
        // what is shown with the next frame, or prepared in it, is there after the second
        await nextFrame();
        await nextFrame();
        const now = root.textContent;
        if (!hasGrown(before, now)) takenBack++;
        before = now;
        steps++;
      }
      return { steps, takenBack };
    },
    async end() {
      mounted.end();
      await settle();
    },
    progress: () => ({ given, length: text.length }),
  };
}
