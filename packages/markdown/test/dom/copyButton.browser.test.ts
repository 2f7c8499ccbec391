import { afterEach, expect, it, vi } from "vitest";
import { createMarkdownView } from "../../src/binding.ts";
import { copyButton } from "../../src/copyButton.ts";
import { createMarkdownWriter } from "../../src/index.ts";
import { lineBreaks } from "../../src/lineBreaks.ts";
import { createHandStream } from "../support/handStream.ts";
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
    elements: { code: copyButton() },
    labels: { copy: "Kopieren" },
  });
  writer.append("```\na\n```");
  const button = root.querySelector("button");
  button?.click();
  await Promise.resolve();
  expect(button?.textContent).toBe("Kopieren");
});

it("says other labels when they are given, of a button that stays", () => {
  const root = document.createElement("div");
  const elements = { code: copyButton() };
  const labels: { copy?: string; checked?: string } = { copy: "Copier" };
  const view = createMarkdownView(createHandStream("- [x] a\n\n```\nb\n```\n"), {
    elements,
    labels,
  });
  view.attach(root);
  const button = root.querySelector("button");
  expect(button?.textContent).toBe("Copier");
  // in place, as reactive objects are changed
  Object.assign(labels, { copy: "Kopieren", checked: "Erledigt" });
  view.setOptions({ elements, labels });
  expect(root.querySelector("button")).toBe(button);
  expect(button?.textContent).toBe("Kopieren");
  expect(root.querySelector("input")?.ariaLabel).toBe("Erledigt");
  view.setOptions({ elements });
  expect(button?.textContent).toBe("Copy");
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
