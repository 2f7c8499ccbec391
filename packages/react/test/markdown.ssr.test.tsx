import { readFile } from "node:fs/promises";
import { renderToString } from "react-dom/server";
import { expect, it, vi } from "vitest";
import { StreamingMarkdown } from "../src/markdown/index.ts";
import { MARKDOWN_HTML, MARKDOWN_TEXT } from "./markdownText.ts";

it("renders the text as Markdown on a server", () => {
  const printed = vi.spyOn(console, "error");
  const html = [
    renderToString(<StreamingMarkdown workflowId="explain" initialText={MARKDOWN_TEXT} />),
    renderToString(<StreamingMarkdown text={MARKDOWN_TEXT} />),
    renderToString(<StreamingMarkdown text={MARKDOWN_TEXT} isOpen />),
  ];
  expect(new Set(html)).toEqual(new Set([MARKDOWN_HTML]));
  expect(printed).not.toHaveBeenCalled();
});

it("renderMarkdown works in a server component: its module is none of the client", async () => {
  const built = await readFile(new URL("../dist/markdown.js", import.meta.url), "utf8");
  expect(built).not.toContain("use client");
  expect(built).toContain("renderMarkdown");
  const client = await readFile(new URL("../dist/StreamingMarkdown.js", import.meta.url), "utf8");
  expect(client.startsWith('"use client";')).toBe(true);
});
