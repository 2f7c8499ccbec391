import { expect } from "vitest";
import type { Scenario } from "../scenario.ts";
import { eventually } from "../scene.ts";

const SOURCE = { type: "source", url: "https://tides.example/", title: "Tides" } as const;

/** What comes beside the text. */
export const beside: readonly Scenario[] = [
  {
    name: "reasoning, sources and data come beside the text, each the same object until it changes",
    async steps({ mount, run }) {
      const heard: unknown[] = [];
      const scene = await mount({ onData: (name, value) => heard.push([name, value]) });
      const { tell, write, finish } = await run();
      tell({ type: "reasoning", text: "The moon " });
      await eventually(() => scene.snapshot().reasoning, "The moon ");
      expect(scene.status()).toBe("connecting");
      tell({ type: "reasoning", text: "first." });
      tell(SOURCE);
      tell({ type: "data", name: "progress", value: 40 });
      await eventually(() => scene.snapshot().reasoning, "The moon first.");
      const { sources, data } = scene.snapshot();
      write("text");
      await scene.shows("text", "streaming");
      finish({ finishReason: "stop", usage: { outputTokens: 3 } });
      await scene.reaches("done");
      const last = scene.snapshot();
      expect(last.sources).toEqual([{ id: "s3", url: SOURCE.url, title: SOURCE.title }]);
      expect(last.sources).toBe(sources);
      expect({ ...last.data }).toEqual({ progress: 40 });
      expect(last.data).toBe(data);
      expect([last.finishReason, last.usage]).toEqual(["stop", { outputTokens: 3 }]);
      expect(heard).toEqual([["progress", 40]]);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "what came beside a text comes once, in its order, through a break",
    async steps({ mount, run }) {
      const heard: unknown[] = [];
      const scene = await mount({ onData: (_, value) => heard.push(value) });
      const { tell, write, cut, finish } = await run();
      tell({ type: "reasoning", text: "one " });
      tell({ type: "data", name: "step", value: 1 });
      write("some ");
      await scene.shows("some ", "streaming");
      cut();
      tell({ type: "reasoning", text: "two" });
      tell({ type: "data", name: "step", value: 2 });
      write("text");
      finish();
      await scene.shows("some text", "done");
      expect(scene.snapshot().reasoning).toBe("one two");
      expect(heard).toEqual([1, 2]);
    },
    expected: { text: "some text", status: "done", runs: 1 },
  },
  {
    name: "the first part of a new run replaces what stood beside the text, its first character the text",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false });
      void scene.methods.start({ topic: "tides" });
      const first = await run();
      first.tell({ type: "reasoning", text: "old" });
      first.tell(SOURCE);
      first.write("old");
      first.finish({ finishReason: "length" });
      await scene.shows("old", "done");
      void scene.methods.start({ topic: "moons" });
      const second = await run(2);
      await scene.reaches("connecting");
      expect(scene.snapshot()).toMatchObject({ reasoning: "old", sources: [{ id: "s2" }] });
      second.tell({ type: "reasoning", text: "new" });
      await eventually(() => scene.snapshot().reasoning, "new");
      expect(scene.snapshot()).toMatchObject({ text: "old", sources: [], finishReason: "length" });
      second.write("new");
      await scene.shows("new", "streaming");
      expect(scene.snapshot().finishReason).toBeUndefined();
    },
    expected: { text: "new", status: "streaming", runs: 2 },
  },
  ...(["length", "content-filter"] as const).map((finishReason): Scenario => ({
    name: `a text that ends with "${finishReason}" is done, verified and not whole`,
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("half a te");
      finish({ finishReason });
      await scene.reaches("done");
      const told = { finishReason, isPartial: true, verified: true, error: undefined };
      expect(scene.snapshot()).toMatchObject(told);
    },
    expected: { text: "half a te", status: "done", runs: 1 },
  })),
];

/** How `<StreamingText>` says that a text was cut short. */
export const cutShort: readonly Scenario[] = [
  {
    name: "the root says why the text ended, and a screen reader hears that it was cut short",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false });
      const finish = (): string | null => scene.root().getAttribute("data-finish");
      void scene.methods.start();
      const first = await run();
      first.write("half a te");
      await scene.reaches("streaming");
      expect(finish()).toBeNull();
      first.finish({ finishReason: "length" });
      await scene.reaches("done");
      expect(finish()).toBe("length");
      expect(scene.announcer().textContent).toBe("The text was cut short.");
      void scene.methods.start();
      const second = await run(2);
      second.write("all of it");
      await scene.shows("all of it", "streaming");
      await eventually(finish, null);
      second.finish({ finishReason: "stop" });
      await scene.reaches("done");
      expect(finish()).toBe("stop");
      expect(scene.announcer().textContent).toBe("The text is complete.");
    },
    expected: { text: "all of it", status: "done", runs: 2 },
  },
];
