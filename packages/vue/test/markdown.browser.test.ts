import { eventually } from "@workflow-stream/conformance";
import { expect, it } from "vitest";
import { createSSRApp, h, reactive, ref } from "vue";
import { StreamingMarkdown } from "../src/markdown/index.ts";
import { showApp } from "./page.ts";
// what markdown.ssr.test.ts checks that a server renders
import { MARKDOWN_HTML, MARKDOWN_TEXT } from "./renderedPages.ts";

it("keeps the nodes that a server rendered, and goes on in them", async () => {
  const props = ref({ text: MARKDOWN_TEXT, isOpen: true });
  const app = createSSRApp(() => h(StreamingMarkdown, props.value));
  const { container: page, warnings } = showApp(app, MARKDOWN_HTML);
  const before = [...page.querySelectorAll("[data-text] *")];
  props.value = { text: `${MARKDOWN_TEXT} and more`, isOpen: false };
  await eventually(() => page.querySelector("p")?.textContent, "a b < c and more");
  expect([...page.querySelectorAll("[data-text] *")]).toEqual(before);
  expect(before.every((element) => element.isConnected)).toBe(true);
  expect(warnings).toEqual([]);
});

it("another text replaces what a server rendered before it is painted", () => {
  const app = createSSRApp(() => h(StreamingMarkdown, { text: "other *text*" }));
  const { container, warnings } = showApp(app, MARKDOWN_HTML);
  expect(container.querySelector("[data-text]")?.innerHTML).toBe(
    '<p dir="auto">other <em>text</em></p>',
  );
  expect(warnings).toEqual([]);
});

it("hears of options that are changed in place", async () => {
  const markdown = reactive({ headingOffset: 0, labels: { checked: "Fait" } });
  const app = createSSRApp(() => h(StreamingMarkdown, { text: "# a\n- [x] b", markdown }));
  const { container } = showApp(app);
  expect(container.querySelector("h1")?.textContent).toBe("a");
  markdown.headingOffset = 2;
  await eventually(() => container.querySelector("h3")?.textContent, "a");
  const label = (): unknown => container.querySelector("input")?.ariaLabel;
  expect(label()).toBe("Fait");
  markdown.labels.checked = "Erledigt";
  await eventually(label, "Erledigt");
});
