import { render } from "svelte/server";
import { expect, it } from "vitest";
import { MARKDOWN_TEXT } from "./markdownText.ts";
import Markdown from "./pages/Markdown.svelte";

it("renders the text as Markdown on a server", async () => {
  const { body } = render(Markdown, { props: { text: MARKDOWN_TEXT } });
  // the browser test hydrates this very markup
  await expect(body).toMatchFileSnapshot("./rendered/streamingMarkdown.txt");
  expect(body).toContain('data-status="idle"');
  expect(body).toContain('<h1 dir="auto">Tides</h1><p dir="auto">a <em>b</em> &lt; <a href');
});
