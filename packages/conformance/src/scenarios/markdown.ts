import { createWorkflowStream } from "@workflow-stream/core";
import { expect } from "vitest";
import { frame } from "../clock.ts";
import type { Scenario } from "../scenario.ts";
import { eventually } from "../scene.ts";
import { holder, html } from "../written.ts";

const ITEMS = 1000;
const LONG_TEXT = "- a *b* `c` [d](https://e.f) g\n".repeat(ITEMS);

/** What `<StreamingMarkdown>` shows of a stream, and of a text from elsewhere. */
export const markdown: readonly Scenario[] = [
  {
    name: "the root is a division that holds blocks, and nothing stands beside it",
    async steps({ mount, run }) {
      const scene = await mount({ class: "answer" });
      const { write, finish } = await run();
      write("# Tides\n\n- one\n- two\n\n```js\nlet a;\n```\n\n| a | b |\n|---|---|\n| c | d |\n");
      finish();
      await scene.reaches("done");
      expect([scene.root().tagName, scene.root().className]).toEqual(["DIV", "answer"]);
      expect([...holder(scene).children].map(({ localName }) => localName)).toEqual(
        "h1 ul pre table".split(" "),
      );
      expect(scene.container.children).toHaveLength(1);
    },
    expected: { status: "done", runs: 1 },
  },
  {
    name: "a mark that is open is closed ahead, and is text when the run is stopped",
    async steps({ mount, run }) {
      const scene = await mount();
      (await run()).write("a *half");
      await scene.shows("a half", "streaming");
      expect(holder(scene).querySelector("em")?.textContent).toBe("half");
      scene.methods.stop();
      await scene.reaches("stopped");
      expect(html(scene)).toBe('<p dir="auto">a *half</p>');
    },
    expected: { status: "stopped", runs: 1, cancelled: [0] },
  },
  {
    name: "a mark that a break cut in two is whole, and what stands stays",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, cut, finish } = await run();
      write("# Tides\n\na **bo");
      await eventually(() => holder(scene).querySelector("strong")?.textContent, "bo");
      const heading = holder(scene).querySelector("h1");
      cut();
      write("ld** word");
      finish();
      await scene.reaches("done");
      expect(html(scene)).toBe(
        '<h1 dir="auto">Tides</h1><p dir="auto">a <strong>bold</strong> word</p>',
      );
      expect(holder(scene).querySelector("h1")).toBe(heading);
    },
    expected: { status: "done", runs: 1 },
  },
  {
    name: "an error says so beside the text, and retry makes it whole",
    async steps({ mount, run }) {
      const scene = await mount();
      const first = await run();
      first.write("- one\n- *tw");
      await eventually(() => holder(scene).querySelectorAll("li").length, 2);
      first.fail("It failed");
      await scene.reaches("error");
      expect(holder(scene).querySelector("em")).toBeNull();
      expect(scene.announcer().textContent).toBe("The text broke off.");
      void scene.methods.retry();
      const second = await run(2);
      second.write("- one\n- *two*");
      second.finish();
      await scene.reaches("done");
      expect(html(scene)).toBe('<ul dir="auto"><li>one</li><li><em>two</em></li></ul>');
    },
    expected: { status: "done", runs: 2 },
  },
  {
    name: "reset, setText and a new run each show another text",
    async steps({ mount, run }) {
      const scene = await mount({ initialText: "> *Ask* me." });
      expect(html(scene)).toContain("<em>Ask</em>");
      (await run()).write("# On tides");
      await eventually(() => holder(scene).querySelector("h1")?.textContent, "On tides");
      scene.stream.reset();
      await eventually(() => holder(scene).querySelector("em")?.textContent, "Ask");
      scene.stream.setText("`mine`");
      await eventually(() => html(scene), '<p dir="auto"><code>mine</code></p>');
      void scene.methods.start();
      const second = await run(2);
      second.write("1. again");
      second.finish();
      await scene.reaches("done");
      expect(html(scene)).toBe('<ol dir="auto"><li>again</li></ol>');
    },
    expected: { status: "done", runs: 2, cancelled: [0] },
  },
  {
    name: "two elements show one stream, each in its own way",
    async steps({ mount, run, server: { fetch, token } }) {
      const stream = createWorkflowStream({ workflowId: "explain", fetch, token });
      const one = await mount({ stream });
      const other = await mount({ stream, markdown: { headingOffset: 2, dir: "inherit" } });
      void stream.start();
      const { write, finish } = await run();
      write("# Tides\n\n*Half");
      await one.shows("TidesHalf", "streaming");
      write(" past*");
      finish();
      await one.reaches("done");
      await other.reaches("done");
      expect(html(one)).toBe('<h1 dir="auto">Tides</h1><p dir="auto"><em>Half past</em></p>');
      expect(html(other)).toBe("<h3>Tides</h3><p><em>Half past</em></p>");
    },
    expected: { status: "done", runs: 1 },
  },
  {
    name: "a plain option that changes shows the text anew, and keeps what is alike",
    async steps({ mount }) {
      const initialText = "# Tides\n\n[here](https://a.b)";
      const scene = await mount({ initialText, immediate: false });
      const paragraph = holder(scene).querySelector("p");
      await scene.update({ markdown: { headingOffset: 1 } });
      expect(holder(scene).firstElementChild?.localName).toBe("h2");
      expect(holder(scene).querySelector("p")).toBe(paragraph);
      let asked = 0;
      const allowUrl = (url: string): string => `${url}?${(asked += 1)}`;
      await scene.update({ markdown: { headingOffset: 1, allowUrl } });
      const written = asked;
      await scene.update({ markdown: { headingOffset: 1, allowUrl: (url) => allowUrl(url) } });
      expect(asked).toBe(written);
    },
    expected: { runs: 0 },
  },
  {
    name: "while a long text is written the root says that more is to come, and nothing is announced",
    async steps({ mount }) {
      const scene = await mount({ text: "", isOpen: true });
      const seen: unknown[] = [];
      await scene.update({ text: LONG_TEXT, isOpen: false });
      const isWhole = (): boolean => holder(scene).querySelectorAll("li").length === ITEMS;
      expect(isWhole()).toBe(false);
      while (!isWhole()) {
        const busy = scene.textHolder().getAttribute("aria-busy");
        seen.push([scene.status(), busy, scene.announcer().textContent]);
        await frame();
      }
      expect(seen.length).toBeGreaterThan(1);
      expect(new Set(seen.map(String))).toEqual(new Set(["streaming,true,"]));
      await scene.reaches("done");
      expect(scene.textHolder().getAttribute("aria-busy")).toBe("false");
      expect(scene.announcer().textContent).toBe("The text is complete.");
    },
    expected: { status: "done", runs: 0 },
  },
  {
    name: "a text from elsewhere grows in place, and ends when it closes",
    async steps({ mount }) {
      const scene = await mount({ text: "", isOpen: true });
      expect(scene.status()).toBe("connecting");
      await scene.update({ text: "# Tides\n\na *b", isOpen: true });
      await scene.shows("Tidesa b");
      const heading = holder(scene).querySelector("h1");
      expect(scene.status()).toBe("streaming");
      await scene.update({ text: "# Tides\n\na *b c", isOpen: true });
      await scene.shows("Tidesa b c");
      await scene.update({ text: "# Tides\n\na *b c", isOpen: false });
      expect(html(scene)).toBe('<h1 dir="auto">Tides</h1><p dir="auto">a *b c</p>');
      expect(holder(scene).querySelector("h1")).toBe(heading);
      await scene.update({ text: "another", isOpen: false });
      expect(html(scene)).toBe('<p dir="auto">another</p>');
      await scene.update({ text: "", isOpen: true });
      await eventually(() => html(scene), "");
      await scene.update({ text: "", isOpen: false });
      expect(html(scene)).toBe("");
    },
    expected: {
      status: "done",
      statuses: ["connecting", "streaming", "done", "connecting", "done"],
      runs: 0,
    },
  },
  {
    name: "a text from elsewhere that is complete is shown at once, and not announced",
    async steps({ mount }) {
      const scene = await mount({ text: "a *b*" });
      await frame();
      expect(html(scene)).toBe('<p dir="auto">a <em>b</em></p>');
      expect([scene.status(), scene.announcer().textContent]).toEqual(["idle", ""]);
    },
    expected: { runs: 0 },
  },
];
