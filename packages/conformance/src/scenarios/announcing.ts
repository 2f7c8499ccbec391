import { sessionPersister } from "@workflow-stream/core/persist";
import { expect } from "vitest";
import { advance, frame, holdClock } from "../clock.ts";
import type { Scenario } from "../scenario.ts";
import { eventually, type Scene } from "../scene.ts";

/** What the announcer has said since. */
function listen(scene: Scene): string[] {
  const heard: string[] = [];
  const announcer = scene.announcer();
  const note = (): void => void heard.push(announcer.textContent);
  const watch = { childList: true, characterData: true, subtree: true };
  new MutationObserver(note).observe(announcer, watch);
  return heard;
}

/** What a screen reader hears of `<StreamingText>`. */
export const announcing: readonly Scenario[] = [
  {
    name: "a screen reader hears of the end, and never the text",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false });
      const heard = listen(scene);
      for (let count = 1; count <= 2; count++) {
        const before = heard.length;
        void scene.methods.start({ count });
        const { write, finish } = await run(count);
        for (const word of ["moons ", "and ", "tides"]) {
          write(word);
          await scene.reaches("streaming");
        }
        finish();
        await scene.shows("moons and tides", "done");
        expect(heard.length - before).toBeLessThanOrEqual(2);
        expect(scene.announcer().textContent).toBe("The text is complete.");
      }
      expect(heard.join()).not.toMatch(/moons|tides/);
    },
    expected: { text: "moons and tides", status: "done", runs: 2 },
  },
  {
    name: "a screen reader hears that a run failed or was stopped",
    async steps({ mount, run }) {
      const scene = await mount();
      (await run()).fail("It failed");
      await scene.reaches("error");
      expect(scene.announcer().textContent).toBe("The text could not be loaded.");
      void scene.methods.retry();
      await run(2);
      scene.methods.stop();
      await scene.reaches("stopped");
      expect(scene.announcer().textContent).toBe("Stopped.");
    },
    expected: { status: "stopped", runs: 2, cancelled: [1] },
  },
  {
    name: "a run that is picked up shows no fallback and announces nothing before its end",
    async steps({ mount, run, server }) {
      const options = { persister: sessionPersister("announcing"), fallbackText: "Sorry." };
      const before = await mount(options);
      const { write, finish } = await run();
      write("On ");
      await before.shows("On ");
      await before.unmount();
      const release = server.hold();
      const scene = await mount(options);
      const heard = listen(scene);
      await eventually(() => server.count("GET"), 1);
      await frame();
      expect(scene.content()).toBe("");
      release();
      await scene.shows("On ", "streaming");
      expect([heard, scene.announcer().textContent]).toEqual([[], ""]);
      write("tides.");
      finish();
      await scene.reaches("done");
      expect(scene.announcer().textContent).toBe("The text is complete.");
    },
    expected: { text: "On tides.", status: "done", runs: 1 },
  },
  {
    name: "the announcer is the root's last child from the start, out of sight",
    async steps({ mount }) {
      const scene = await mount({ immediate: false });
      expect(scene.announcer().textContent).toBe("");
      expect(scene.root().lastElementChild).toBe(scene.announcer());
      const style = getComputedStyle(scene.announcer());
      expect([style.position, style.width, style.height]).toEqual(["fixed", "1px", "1px"]);
      // the one spelling of user-select that all engines know
      const userSelect = style.getPropertyValue("-webkit-user-select");
      expect([style.overflow, userSelect]).toEqual(["hidden", "none"]);
    },
    expected: { runs: 0 },
  },
  {
    name: "what was announced is gone 5 s later",
    async steps({ mount, run }) {
      holdClock();
      const scene = await mount();
      const heard = listen(scene);
      const { write, finish } = await run();
      write("text");
      finish();
      await scene.reaches("done");
      await advance(4999);
      await scene.settle();
      expect(scene.announcer().textContent).toBe("The text is complete.");
      await advance(1);
      await scene.settle();
      expect(scene.announcer().textContent).toBe("");
      expect(heard).toEqual(["The text is complete.", ""]);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "announce 'off' says nothing",
    async steps({ mount, run }) {
      const scene = await mount({ announce: "off" });
      const heard = listen(scene);
      const { write, finish } = await run();
      write("text");
      finish();
      await scene.reaches("done");
      expect(heard).toEqual([]);
      expect(scene.announcer().textContent).toBe("");
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "announce as a function says what it returns",
    async steps({ mount, run }) {
      const scene = await mount({
        announce: ({ status, text }) => (status === "done" ? `${text.length} characters` : ""),
      });
      const heard = listen(scene);
      const { write, finish } = await run();
      write("text");
      finish();
      await scene.reaches("done");
      expect(heard).toEqual(["4 characters"]);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  ...[false, true].map((slot): Scenario => ({
    name: `${slot ? "what renders the text" : "the text"} is busy while more is on its way, the announcer never`,
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false, slot });
      const busy = (): string | null => scene.textHolder().getAttribute("aria-busy");
      expect(busy()).toBe("false");
      void scene.methods.start();
      await scene.reaches("connecting");
      expect(busy()).toBe("true");
      const { write, finish } = await run();
      write("text");
      await scene.shows("text", "streaming");
      expect([busy(), scene.textHolder().textContent]).toEqual(["true", "text"]);
      expect(scene.announcer().closest("[aria-busy]")).toBeNull();
      finish();
      await scene.reaches("done");
      expect(busy()).toBe("false");
    },
    expected: { statuses: ["idle", "connecting", "streaming", "done"], runs: 1 },
  })),
];
