import { expect, vi } from "vitest";
import { advance, holdClock, holdFrames } from "../clock.ts";
import type { Scenario } from "../scenario.ts";
import { eventually } from "../scene.ts";

const LINE = "Each line of a very long text, as long as many others, and wide: 😀\n";
const PART = LINE.repeat(20);
const LONG_TEXT = PART.repeat(Math.ceil(1_000_000 / PART.length));

/** How often the page is written to, and how much. */
export const pacing: readonly Scenario[] = [
  {
    name: "1 000 deltas in a frame are one update",
    async steps({ mount, run }) {
      holdClock();
      const frames = holdFrames();
      let received = 0;
      const scene = await mount({ slot: true, onDelta: (delta) => (received += delta.length) });
      const { write } = await run();
      await scene.reaches("connecting");
      const before = scene.renders();
      for (let n = 0; n < 1000; n++) write("x");
      await eventually(() => received, 1000);
      await scene.settle();
      expect(scene.renders()).toBe(before);
      frames.next();
      await scene.shows("x".repeat(1000));
      expect(scene.renders()).toBe(before + 1);
    },
    expected: { text: "x".repeat(1000), status: "streaming", runs: 1 },
  },
  {
    name: "a hidden tab neither aborts nor asks again, and its text goes on",
    async steps({ mount, run }) {
      vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
      vi.spyOn(document, "hidden", "get").mockReturnValue(true);
      vi.spyOn(window, "requestAnimationFrame").mockReturnValue(1);
      const scene = await mount();
      document.dispatchEvent(new Event("visibilitychange"));
      const { write, finish } = await run();
      write("unseen, ");
      await scene.shows("unseen, ", "streaming");
      write("not unheard");
      await scene.shows("unseen, not unheard", "streaming");
      finish();
    },
    expected: { text: "unseen, not unheard", status: "done", runs: 1 },
  },
  {
    name: "a silent stream stays open",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount();
      const { write, finish } = await run();
      write("before, ");
      await scene.shows("before, ");
      await advance(59_000);
      expect(scene.status()).toBe("streaming");
      write("after");
      finish();
    },
    expected: { text: "before, after", status: "done", runs: 1 },
  },
  {
    name: "a text of 1 MB is exact",
    wire: { chunkBytes: [1000] },
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      for (let at = 0; at < LONG_TEXT.length; at += PART.length) write(PART);
      finish();
      await scene.reaches("done");
      expect(scene.text() === scene.read(LONG_TEXT)).toBe(true);
    },
    expected: { status: "done", runs: 1 },
  },
];
