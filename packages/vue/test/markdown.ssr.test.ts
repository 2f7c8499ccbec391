import { renderToString } from "@vue/server-renderer";
import { expect, it } from "vitest";
import { createSSRApp, h } from "vue";
import { StreamingMarkdown } from "../src/markdown/index.ts";
import { MARKDOWN_HTML, MARKDOWN_TEXT } from "./renderedPages.ts";

it.each([
  { workflowId: "explain", initialText: MARKDOWN_TEXT },
  { text: MARKDOWN_TEXT },
  { text: MARKDOWN_TEXT, isOpen: true },
])("renders the text as Markdown on a server, of %j", async (props) => {
  expect(await renderToString(createSSRApp(() => h(StreamingMarkdown, props)))).toBe(MARKDOWN_HTML);
});
