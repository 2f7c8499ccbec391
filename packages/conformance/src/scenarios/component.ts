import { expect } from "vitest";
import type { Scenario } from "../scenario.ts";

/** What `<StreamingText>` puts on the page. */
export const component: readonly Scenario[] = [
  {
    name: "the root is a paragraph, and nothing stands beside it",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      expect(scene.root().tagName).toBe("P");
      write("text");
      finish();
      await scene.shows("text", "done");
      expect(scene.content()).toBe("text");
      expect(scene.container.children).toHaveLength(1);
      expect(scene.root().hasAttribute("class")).toBe(false);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "as names the root element",
    async steps({ mount, run }) {
      const scene = await mount({ as: "article" });
      expect(scene.root().tagName).toBe("ARTICLE");
      const { write, finish } = await run();
      write("text");
      finish();
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "the class stands on the root",
    async steps({ mount }) {
      const scene = await mount({ class: "answer wide", immediate: false });
      expect(scene.root().className).toBe("answer wide");
      await scene.update({ class: "answer" });
      expect(scene.root().className).toBe("answer");
    },
    expected: { text: "", runs: 0 },
  },
  {
    name: "white space and line breaks of the text are kept",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("  one\n\n\ttwo  \n");
      await scene.shows("  one\n\n\ttwo  \n");
      const element = scene.root().querySelector("[data-text]")!;
      expect(getComputedStyle(element).whiteSpace).toBe("pre-wrap");
      finish();
    },
    expected: { text: "  one\n\n\ttwo  \n", status: "done", runs: 1 },
  },
  {
    name: "the text's nodes stay while it grows",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("one");
      await scene.shows("one", "streaming");
      const element = scene.root().querySelector("[data-text]")!;
      const block = element.querySelector("span")!;
      expect(block.textContent).toBe("one");
      write(" two");
      await scene.shows("one two");
      await scene.update({ class: "changed" });
      finish();
      await scene.reaches("done");
      expect(scene.root().querySelector("[data-text]")).toBe(element);
      expect(element.firstElementChild).toBe(block);
      expect(element.querySelector("div")).toBeNull();
    },
    expected: { text: "one two", status: "done", runs: 1 },
  },
  {
    name: "its ref starts, stops and retries",
    async steps({ mount, run }) {
      const scene = await mount({ immediate: false });
      const { start, stop, retry } = scene.methods;
      void start({ topic: "tides" });
      const first = await run();
      expect(first.inputs).toEqual({ topic: "tides" });
      first.write("half");
      await scene.shows("half");
      stop();
      await scene.reaches("stopped");
      void retry();
      const { write, finish } = await run(2);
      write("whole");
      finish();
      await scene.reaches("done");
      expect(scene.stream.getSnapshot().text).toBe("whole");
    },
    expected: { text: "whole", status: "done", runs: 2, cancelled: [0] },
  },
];
