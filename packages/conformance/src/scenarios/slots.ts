import { expect } from "vitest";
import type { Scenario } from "../scenario.ts";

/** What `<StreamingText>` shows in place of plain text, or of none. */
export const slots: readonly Scenario[] = [
  {
    name: "the default slot takes the place of the plain text",
    async steps({ mount, run }) {
      const scene = await mount({ slot: true });
      const { write, finish } = await run();
      write("<i>one</i>");
      await scene.shows("<i>one</i>");
      expect(scene.root().querySelector("[data-text], i")).toBeNull();
      expect(scene.root().querySelector("b")!.textContent).toBe("<i>one</i>");
      finish();
      await scene.reaches("done");
      void scene.methods.start();
      (await run(2)).write("two");
      await scene.shows("two");
    },
    expected: { text: "two", status: "streaming", runs: 2 },
  },
  {
    name: "the default slot and the plain text take each other's place while the text grows",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("one");
      await scene.shows("one", "streaming");
      await scene.update({ slot: true });
      expect(scene.root().innerHTML).toContain("<b>one</b>");
      write(" two");
      await scene.shows("one two");
      await scene.update({ slot: false });
      expect(scene.root().querySelector("[data-text]")!.textContent).toBe("one two");
      write(" three");
      finish();
    },
    expected: { text: "one two three", status: "done", runs: 1 },
  },
  {
    name: "the fallback text shows on an error without text",
    async steps({ mount, run, server }) {
      server.failNext({ kind: "refuse", status: 403, code: "scope_denied" });
      const scene = await mount({ fallbackText: "Nothing to read here." });
      expect(scene.content()).toBe("");
      await scene.reaches("error");
      expect(scene.content()).toBe("Nothing to read here.");
      expect(scene.text()).toBe("");
      void scene.methods.retry();
      const { write, finish } = await run();
      write("text");
      finish();
      await scene.reaches("done");
      expect(scene.content()).toBe("text");
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "the fallback text shows for a run without text",
    async steps({ mount, run }) {
      const scene = await mount({ fallbackText: "Nothing to read here." });
      (await run()).finish();
      await scene.reaches("error");
      expect(scene.content()).toBe("Nothing to read here.");
    },
    expected: { status: "error", runs: 1 },
  },
  {
    name: "no fallback shows beside a text",
    async steps({ mount, run }) {
      const scene = await mount({ fallbackText: "Nothing to read here.", partial: false });
      const { write, fail } = await run();
      write("half");
      fail("It failed");
      await scene.reaches("error");
      expect(scene.content()).toBe("half");
    },
    expected: { text: "half", status: "error", runs: 1 },
  },
  {
    name: "the fallback slot takes the place of the fallback text",
    async steps({ mount, run }) {
      const scene = await mount({ fallbackText: "Nothing to read here.", slots: true });
      (await run()).fail("It failed");
      await scene.reaches("error");
      expect(scene.content()).toBe("sorry");
    },
    expected: { text: "", status: "error", runs: 1 },
  },
];
