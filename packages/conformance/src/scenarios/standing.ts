import { translatePage } from "@workflow-stream/testing";
import { expect, onTestFinished } from "vitest";
import type { Scenario } from "../scenario.ts";

const LINES = "one\ntwo\nthree\n";

/** An element of the page until the test ends. */
function put(style: string): HTMLElement {
  const element = document.body.appendChild(document.createElement("div"));
  element.style.cssText = style;
  onTestFinished(() => element.remove());
  return element;
}

/** Translates all of a component into a language that shouts. */
const translate = (root: Element): void => translatePage(root, (text) => text.toUpperCase());

/** How `<StreamingText>` stands in a page that is not its own. */
export const standing: readonly Scenario[] = [
  {
    name: "texts in a scrolling box make nothing else scroll",
    async steps({ mount }) {
      const box = put("height: 100px; overflow: auto");
      const page = document.scrollingElement!;
      const scrollable = (): number[] => [page.scrollHeight, page.scrollWidth];
      const empty = scrollable();
      for (let count = 0; count < 30; count++) {
        const scene = await mount({ immediate: false, initialText: LINES });
        box.append(scene.container);
      }
      expect(box.scrollHeight).toBeGreaterThan(1000);
      expect(box.scrollWidth).toBe(box.clientWidth);
      expect(scrollable()).toEqual(empty);
    },
    expected: { runs: 0 },
  },
  ...["li", "h2", "button", "div", "blockquote"].map((as): Scenario => ({
    name: `it stands in one ${as}, as high as its text alone`,
    async steps({ mount, run }) {
      const scene = await mount({ as });
      const { write, finish } = await run();
      write(LINES);
      finish();
      await scene.reaches("done");
      expect(scene.container.children).toHaveLength(1);
      expect(scene.root().localName).toBe(as);
      const { height } = scene.root().getBoundingClientRect();
      expect(height).toBeGreaterThan(0);
      scene.announcer().remove();
      expect(scene.root().getBoundingClientRect().height).toBe(height);
    },
    expected: { text: LINES, status: "done", runs: 1 },
  })),
  {
    name: "what is selected and copied is the text alone",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, finish } = await run();
      write("one\ntwo");
      finish();
      await scene.reaches("done");
      expect(scene.announcer().textContent).not.toBe("");
      getSelection()!.selectAllChildren(scene.container);
      expect(String(getSelection()).trimEnd()).toBe("one\ntwo");
    },
    expected: { text: "one\ntwo", status: "done", runs: 1 },
  },
  {
    name: "a page that is translated meanwhile gets what comes later",
    async steps({ mount, run }) {
      const scene = await mount();
      const first = await run();
      first.write("one ");
      await scene.shows("one ");
      translate(scene.root());
      first.write("two ");
      await scene.shows("ONE two ");
      first.write("three");
      await scene.shows("ONE two three");
      translate(scene.root());
      first.write("\nfour");
      first.finish();
      await scene.reaches("done");
      expect(scene.content()).toBe("ONE TWO THREE\nfour");
    },
    expected: { text: "ONE TWO THREE\nfour", status: "done", runs: 1 },
  },
  {
    name: "nothing that was translated is left when the next run takes its place",
    async steps({ mount, run }) {
      const scene = await mount({ fallbackText: "Nothing to read here." });
      (await run()).fail("It failed");
      await scene.reaches("error");
      expect(scene.content()).toBe("Nothing to read here.");
      translate(scene.root());
      void scene.methods.start();
      const second = await run(2);
      second.write("text");
      await scene.shows("text", "streaming");
      expect([scene.content(), scene.announcer().textContent]).toEqual(["text", ""]);
      translate(scene.root());
      second.finish();
      await scene.reaches("done");
      expect(scene.announcer().textContent).toBe("The text is complete.");
      translate(scene.root());
      void scene.methods.start();
      const third = await run(3);
      third.write("other text");
      third.finish();
      await scene.shows("other text", "done");
      expect(scene.announcer().textContent).toBe("The text is complete.");
      expect(scene.content()).toBe("other text");
    },
    expected: { text: "other text", status: "done", runs: 3 },
  },
];
