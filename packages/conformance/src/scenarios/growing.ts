import { expect } from "vitest";
import { frame } from "../clock.ts";
import type { Scenario } from "../scenario.ts";

/** The text as it grows. */
export const growing: readonly Scenario[] = [
  {
    name: "the text grows across frames",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("One, ");
      await scene.shows("One, ", "streaming");
      write("two, ");
      await scene.shows("One, two, ", "streaming");
      write("three.");
      finish();
    },
    expected: { text: "One, two, three.", status: "done", runs: 1 },
  },
  {
    name: "the statuses come in their order",
    async steps({ mount, server, run }) {
      const release = server.hold();
      const scene = await mount({ immediate: false });
      void scene.methods.start();
      await scene.reaches("connecting");
      release();
      const { write, finish } = await run();
      await frame();
      expect(scene.status()).toBe("connecting");
      write("text");
      await scene.reaches("streaming");
      finish();
      await scene.reaches("done");
    },
    expected: { statuses: ["idle", "connecting", "streaming", "done"], runs: 1 },
  },
  {
    name: "the last text and the terminal status come together",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      const textsWhenDone: string[] = [];
      new MutationObserver(() => {
        if (scene.status() === "done") textsWhenDone.push(scene.text());
      }).observe(scene.container, {
        attributes: true,
        childList: true,
        characterData: true,
        subtree: true,
      });
      write("first, ");
      await scene.shows("first, ");
      write("last");
      finish();
      await scene.reaches("done");
      expect(new Set(textsWhenDone)).toEqual(new Set(["first, last"]));
    },
    expected: { text: "first, last", status: "done", runs: 1 },
  },
  {
    name: "a character that was cut between chunks is whole",
    wire: { format: "plain", chunkBytes: [1] },
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("naïve 日本 ");
      await scene.shows("naïve 日本 ");
      write("😀 e\u0301");
      finish();
    },
    expected: { text: "naïve 日本 😀 e\u0301", status: "done", runs: 1 },
  },
  {
    name: "a CRLF that was cut between chunks ends one line",
    wire: { lineEnd: "\r\n", chunkBytes: [1] },
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("one\r\n");
      await scene.shows("one\r\n");
      write("two\n\nthree");
      finish();
    },
    expected: { text: "one\r\ntwo\n\nthree", status: "done", runs: 1 },
  },
  {
    name: "markup in the text stays text",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("<img src=x onerror=alert(1)>");
      write("<b>bold</b> &amp; <script>");
      await scene.shows("<img src=x onerror=alert(1)><b>bold</b> &amp; <script>");
      expect(scene.container.querySelector("img, b, script")).toBeNull();
      finish();
    },
    expected: {
      text: "<img src=x onerror=alert(1)><b>bold</b> &amp; <script>",
      status: "done",
      runs: 1,
    },
  },
];
