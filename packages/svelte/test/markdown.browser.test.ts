/// <reference types="vite/client" />
import { hydrate, tick, unmount } from "svelte";
import { expect, it, onTestFinished, vi } from "vitest";
import { MARKDOWN_TEXT } from "./markdownText.ts";
import Markdown from "./pages/Markdown.svelte";
import html from "./rendered/streamingMarkdown.txt?raw";

it.each([
  ["the same text", MARKDOWN_TEXT, true],
  ["another text", "other *text*", false],
] as const)("shows %s where a server rendered one", async (_, text, isSame) => {
  const warn = vi.spyOn(console, "warn");
  const target = document.body.appendChild(document.createElement("div"));
  target.innerHTML = html;
  const holder = target.querySelector("[data-text]")!;
  const before = [...holder.querySelectorAll("*")];
  const app = hydrate(Markdown, { target, props: { text } });
  onTestFinished(async () => {
    await unmount(app);
    target.remove();
    warn.mockRestore();
  });
  await tick();
  expect(target.querySelector("[data-text]")).toBe(holder);
  if (isSame) expect([...holder.querySelectorAll("*")]).toEqual(before);
  else expect(holder.innerHTML).toBe('<p dir="auto">other <em>text</em></p>');
  expect(before.every(({ isConnected }) => isConnected)).toBe(isSame);
  expect(warn).not.toHaveBeenCalled();
});
