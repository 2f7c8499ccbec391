import { citations } from "@workflow-stream/markdown/citations";
import { math } from "@workflow-stream/markdown/math";
import { expect } from "vitest";
import type { MountOptions } from "../harness.ts";
import type { Scenario } from "../scenario.ts";
import { eventually, type Scene } from "../scene.ts";
import { holder, html } from "../written.ts";

const SYNTAX: MountOptions = {
  parts: ["math", "citation"],
  markdown: { syntax: [math, citations] },
};

/** What stands for parts of the text: kind, text, and whether more of it may come. */
const parts = (scene: Scene): unknown =>
  [...holder(scene).querySelectorAll("b")].map(({ textContent, dataset }) => [
    dataset["kind"],
    textContent,
    dataset["open"] === "true",
  ]);

/** What stands for a part of a Markdown text in place of the plain. */
export const markdownParts: readonly Scenario[] = [
  {
    name: "a component stands for code, and hears how it grows",
    async steps({ mount, run }) {
      const scene = await mount({ parts: ["code"] });
      const { write, finish } = await run();
      const shown = (): unknown =>
        [...holder(scene).querySelectorAll("b")].map((element) => {
          const { lang, open } = element.dataset;
          return [element.textContent, lang, open];
        });
      write("one\n\n```js\na\n");
      await eventually(shown, [["a\n", "js", "true"]]);
      const element = holder(scene).querySelector("b");
      write("b\n");
      await eventually(shown, [["a\nb\n", "js", "true"]]);
      write("```\n\n~~~\nc\n~~~\n\nand *more*");
      await eventually(shown, [
        ["a\nb\n", "js", "false"],
        ["c\n", undefined, "false"],
      ]);
      const renders = scene.renders();
      write(" and more");
      finish();
      await scene.reaches("done");
      expect(scene.renders()).toBe(renders);
      expect(holder(scene).querySelector("b")).toBe(element);
      expect(holder(scene).querySelector("pre")).toBeNull();
    },
    expected: { status: "done", runs: 1 },
  },
  {
    name: "a component that stands for code goes with it, and the plain comes back without one",
    async steps({ mount }) {
      const scene = await mount({ text: "```\na\n```", parts: ["code"] });
      await eventually(() => holder(scene).querySelector("b")?.textContent, "a\n");
      await scene.update({ text: "other", parts: ["code"] });
      await eventually(() => html(scene), '<p dir="auto">other</p>');
      await scene.update({ text: "```\nb\n```", parts: ["code"] });
      await eventually(() => holder(scene).querySelector("b")?.textContent, "b\n");
      await scene.update({ text: "```\nb\n```", parts: [] });
      await eventually(() => html(scene), '<pre tabindex="0" dir="ltr"><code>b\n</code></pre>');
    },
    expected: { runs: 0 },
  },
  {
    name: "a component goes on where the text that it stands in is shown anew, and goes",
    async steps({ mount }) {
      const scene = await mount({ text: "a\n\n```\n", parts: ["code"] });
      await eventually(() => parts(scene), [["code", "", false]]);
      await scene.update({ text: "a\n\n```\nb", parts: ["code"] });
      await eventually(() => parts(scene), [["code", "b\n", false]]);
      await scene.update({ text: "a", parts: ["code"] });
      await eventually(() => html(scene), '<p dir="auto">a</p>');
    },
    expected: { runs: 0 },
  },
  {
    name: "components stand for math and citations, and keep their place as these grow",
    async steps({ mount, run }) {
      const scene = await mount(SYNTAX);
      const { write, finish } = await run();
      write("See [1], $$x^");
      const first = ["citation", "1", false];
      await eventually(() => parts(scene), [first, ["math", "x^", true]]);
      const elements = [...holder(scene).querySelectorAll("b")];
      write("2$$ for $5.\n\n$$\ny\n");
      await eventually(() => parts(scene), [first, ["math", "x^2", false], ["math", "y\n", true]]);
      write("$$\n\n```math\nz\n```\n\nAnd [2, 3].");
      finish();
      await scene.reaches("done");
      expect(parts(scene)).toEqual([
        first,
        ["math", "x^2", false],
        ["math", "y\n", false],
        ["math", "z\n", false],
        ["citation", "2, 3", false],
      ]);
      expect(elements.map(({ isConnected }) => isConnected)).toEqual([true, true]);
      expect(holder(scene).querySelector("code, a")).toBeNull();
      expect(scene.text()).toContain(" for $5.");
    },
    expected: { status: "done", runs: 1 },
  },
  {
    name: "math and citations are text as long as the syntax is not opted in",
    async steps({ mount }) {
      const text = "See [1], $$x$$.";
      const scene = await mount({ ...SYNTAX, text, markdown: {} });
      await eventually(() => html(scene), '<p dir="auto">See [1], $$x$$.</p>');
      await scene.update(SYNTAX);
      await eventually(
        () => parts(scene),
        [
          ["citation", "1", false],
          ["math", "x", false],
        ],
      );
      await scene.update({ parts: [], markdown: SYNTAX.markdown! });
      await eventually(
        () => html(scene),
        '<p dir="auto">See <a data-citation="">[1]</a>, <code class="language-math" dir="ltr">x</code>.</p>',
      );
    },
    expected: { runs: 0 },
  },
];
