import { expect, vi } from "vitest";
import { advance, holdClock } from "../clock.ts";
import type { Scenario } from "../scenario.ts";
import type { Scene } from "../scene.ts";

const spinnerOf = (scene: Scene): Element | null => scene.root().querySelector("[data-spinner], i");

/** Stands for the user's wish that nothing move, or for its absence. */
function preferReducedMotion(matches: boolean): void {
  vi.spyOn(window, "matchMedia").mockImplementation(
    (media) => Object.assign(new EventTarget(), { matches, media }) as MediaQueryList,
  );
}

/** What `<StreamingText>` shows until the first character. */
export const spinner: readonly Scenario[] = [
  {
    name: "the spinner shows after 150 ms, until the first character",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount();
      const { write } = await run();
      await scene.reaches("connecting");
      await advance(149);
      await scene.settle();
      expect(spinnerOf(scene)).toBeNull();
      await advance(1);
      await scene.settle();
      expect(spinnerOf(scene)?.getAttribute("aria-hidden")).toBe("true");
      expect(scene.content()).toBe("");
      write("t");
      await scene.shows("t", "streaming");
      expect(spinnerOf(scene)).toBeNull();
    },
    expected: { text: "t", status: "streaming", runs: 1 },
  },
  {
    name: "a quick answer shows no spinner",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount();
      const { write, finish } = await run();
      await advance(149);
      write("text");
      await scene.shows("text");
      finish();
      await advance(1000);
      await scene.settle();
      expect(spinnerOf(scene)).toBeNull();
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "each run waits for its own spinner",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount();
      const { fail } = await run();
      await advance(150);
      await scene.settle();
      expect(spinnerOf(scene)).not.toBeNull();
      fail("It failed");
      await scene.reaches("error");
      expect(spinnerOf(scene)).toBeNull();
      void scene.methods.start();
      await run(2);
      await advance(149);
      await scene.settle();
      expect(spinnerOf(scene)).toBeNull();
      await advance(1);
      await scene.settle();
      expect(spinnerOf(scene)).not.toBeNull();
    },
    expected: { text: "", status: "connecting", runs: 2 },
  },
  {
    name: "a stopped run shows no spinner",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount();
      await run();
      await advance(150);
      scene.methods.stop();
      await scene.reaches("stopped");
      await advance(1000);
      await scene.settle();
      expect(spinnerOf(scene)).toBeNull();
    },
    expected: { text: "", status: "stopped", runs: 1, cancelled: [0] },
  },
  {
    name: "the spinner can be left out",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount({ spinner: false });
      await run();
      await advance(1000);
      await scene.settle();
      expect(spinnerOf(scene)).toBeNull();
    },
    expected: { text: "", status: "connecting", runs: 1 },
  },
  {
    name: "spinnerDelayMs says when the spinner shows",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount({ spinnerDelayMs: 20 });
      await run();
      await advance(20);
      await scene.settle();
      expect(spinnerOf(scene)).not.toBeNull();
    },
    expected: { text: "", status: "connecting", runs: 1 },
  },
  {
    name: "the spinner slot takes the spinner's place",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount({ slots: true });
      const { write } = await run();
      await advance(150);
      await scene.settle();
      expect(scene.content()).toBe("waiting");
      expect(scene.root().querySelector("[data-spinner]")).toBeNull();
      write("text");
      await scene.shows("text");
      expect(scene.content()).toBe("text");
    },
    expected: { text: "text", status: "streaming", runs: 1 },
  },
  {
    name: "the spinner moves",
    async steps({ mount }) {
      preferReducedMotion(false);
      const scene = await mount({ spinnerDelayMs: 0 });
      await vi.waitFor(() => expect(spinnerOf(scene)!.getAnimations()).toHaveLength(1));
    },
    expected: { status: "connecting", runs: 1 },
  },
  {
    name: "nothing moves where reduced motion is asked for",
    async steps({ mount }) {
      preferReducedMotion(true);
      const scene = await mount({ spinnerDelayMs: 0 });
      await vi.waitFor(() => expect(spinnerOf(scene)).not.toBeNull());
      await scene.settle();
      expect(scene.root().getAnimations({ subtree: true })).toEqual([]);
    },
    expected: { status: "connecting", runs: 1 },
  },
];
