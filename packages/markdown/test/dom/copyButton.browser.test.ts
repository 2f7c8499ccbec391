import { afterEach, expect, it, vi } from "vitest";
import { copyButton } from "../../src/copyButton.ts";
import { createMarkdownWriter } from "../../src/index.ts";
import { lineBreaks } from "../../src/lineBreaks.ts";
import { openPage } from "../support/page.ts";

afterEach(() => void vi.restoreAllMocks());

it("copies the code as it is by now, says so, and goes with it", async () => {
  const copied = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  const writer = createMarkdownWriter(root, { elements: { code: copyButton() } });
  writer.append("```\na\n");
  const button = root.querySelector("button");
  expect(button?.textContent).toBe("Copy");
  writer.append("b\n");
  writer.end();
  button?.click();
  await expect.poll(() => button?.textContent).toBe("Copied");
  expect(copied.mock.calls).toEqual([["a\nb\n"]]);
  expect(root.querySelector("pre button")).toBeNull();
  writer.stop();
  expect(root.querySelector("button")).toBeNull();
});

it("goes on saying what it would do where copying is forbidden", async () => {
  vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("forbidden"));
  const root = document.createElement("div");
  const writer = createMarkdownWriter(root, {
    elements: { code: copyButton({ label: "Kopieren" }) },
  });
  writer.append("```\na\n```");
  const button = root.querySelector("button");
  button?.click();
  await Promise.resolve();
  expect(button?.textContent).toBe("Kopieren");
});

it("no character of a line break that comes in pieces is shown", () => {
  const page = openPage({ syntax: [lineBreaks] });
  const text = "a<br />b";
  const shown = [...text].map((char) => {
    page.append(char);
    return page.root.textContent;
  });
  expect(new Set(shown)).toEqual(new Set(["a", "ab"]));
  expect(page.root.querySelectorAll("br").length).toBe(1);
});
