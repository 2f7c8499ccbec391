import { afterEach, expect, it, vi } from "vitest";
import { footnotes } from "../../src/footnotes.ts";
import { createMarkdownWriter, type MarkdownWriter } from "../../src/index.ts";
import type { MarkdownOptions } from "../../src/types.ts";
import { answer } from "../support/answers.ts";
import { countLayouts, type Layouts } from "../support/layouts.ts";

/** How many groups are contained at a time at most, and how often they are looked at for it: their sixteen blocks may be headings. */
const MAX_GROUPS = 4;
const MAX_READS_A_GROUP = 50;

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

function open(options?: MarkdownOptions): { root: HTMLElement; writer: MarkdownWriter } {
  const root = document.body.appendChild(document.createElement("div"));
  return { root, writer: createMarkdownWriter(root, options) };
}

/** Makes each look at the time take a millisecond, so that a slice is eight of them. */
function setClock(): void {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now++);
}

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

function contained(root: HTMLElement): number {
  const groups = root.querySelectorAll<HTMLElement>(":scope > [data-group]");
  return [...groups].filter(({ style }) => style.contentVisibility === "auto").length;
}

it("a slice contains four groups at most and lays out twice at most, however many have come", async () => {
  setClock();
  const { root, writer } = open();
  // while it is not shown, nothing of it can be contained
  root.hidden = true;
  writer.append("a b c d e f\n\n".repeat(1000));
  await expect.poll(() => root.querySelectorAll("p").length).toBe(1000);
  expect(contained(root)).toBe(0);

  root.hidden = false;
  await frame();
  const layouts = countLayouts(root);
  const grown: number[] = [];
  writer.append(answer(20_000));
  const slices: Layouts[] = [layouts.take()];
  for (let before = contained(root), idle = 0; idle < 5; before += grown.at(-1) ?? 0) {
    await frame();
    slices.push(layouts.take());
    grown.push(contained(root) - before);
    idle = grown.at(-1) === 0 ? idle + 1 : 0;
  }
  layouts.stop();
  expect(contained(root)).toBeGreaterThan(8 * MAX_GROUPS);
  expect(Math.max(...grown)).toBe(MAX_GROUPS);
  expect(Math.max(...slices.map(({ forced }) => forced))).toBeLessThanOrEqual(2);
  expect(Math.max(...slices.map(({ reads }) => reads))).toBeLessThan(
    MAX_GROUPS * MAX_READS_A_GROUP,
  );
});

it("groups are contained after the text has ended as well, and definitions alone hold up none", async () => {
  // all of it is written in one slice
  vi.spyOn(performance, "now").mockReturnValue(0);
  const { root, writer } = open();
  const definitions = Array.from({ length: 64 }, (_, n) => `[${n}]: /${n}\n\n`).join("");
  writer.append(`${"a\n\n".repeat(64)}${definitions}${"b\n\n".repeat(200)}`);
  writer.end();
  const filled = (): number => [...root.querySelectorAll("[data-group]:not(:empty)")].length;
  await expect.poll(() => contained(root)).toBeGreaterThanOrEqual(filled() - 3);
});

it("footnotes are numbered in slices", async () => {
  setClock();
  const { root, writer } = open({ syntax: [footnotes], idPrefix: "a-" });
  const notes = Array.from({ length: 100 }, (_, n) => n);
  writer.append(notes.map((n) => `a[^${n}]\n\n`).join(""));
  writer.append(notes.map((n) => `[^${n}]: b\n\n`).join(""));
  await expect.poll(() => root.querySelectorAll("li").length).toBe(100);
  writer.end();
  const numbered: number[] = [];
  const links = root.getElementsByTagName("a");
  for (let n = 0; links.length < 200 && n < 1000; n++) {
    numbered.push(links.length);
    await frame();
  }
  numbered.push(links.length);
  expect(links.length).toBe(200);
  const grown = numbered.map((count, index) => count - (numbered[index - 1] ?? 0));
  expect(Math.max(...grown)).toBeLessThanOrEqual(16);
});
