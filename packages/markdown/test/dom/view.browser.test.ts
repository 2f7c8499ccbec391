import { afterEach, expect, it, vi } from "vitest";
import { createMarkdownView } from "../../src/binding.ts";
import { answer } from "../support/answers.ts";
import { createHandStream } from "../support/handStream.ts";

afterEach(() => void vi.restoreAllMocks());

/** Each look at the time takes a millisecond. */
function slowDown(): void {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now++);
}

it("tells of an end when all is written", async () => {
  slowDown();
  const root = document.createElement("div");
  const stream = createHandStream("");
  const view = createMarkdownView(stream);
  const told: boolean[] = [];
  view.subscribe(({ isLoading }) => void told.push(isLoading));
  view.attach(root);
  const text = answer(60_000);
  stream.publish({ text, isLoading: true }, text);
  stream.publish({ text, isLoading: false }, "");
  expect([told, view.getSnapshot().isLoading]).toEqual([[true], true]);
  const lengths: number[] = [];
  view.subscribe(() => void lengths.push(root.textContent.length));
  await expect.poll(() => told, { timeout: 10_000 }).toEqual([true, false]);
  expect(lengths).toEqual([root.textContent.length]);
  expect(view.getSnapshot().isLoading).toBe(false);
});

it("tells of an end at once when nothing is left, or it is detached", () => {
  const stream = createHandStream("");
  const view = createMarkdownView(stream);
  const told: boolean[] = [];
  view.subscribe(({ isLoading }) => void told.push(isLoading));
  const detach = view.attach(document.createElement("div"));
  stream.publish({ text: "a", isLoading: false }, "a");
  expect(told).toEqual([false]);
  slowDown();
  stream.publish({ text: answer(60_000), isLoading: false }, undefined);
  expect(told).toEqual([false]);
  detach();
  expect(told).toEqual([false, false]);
});

it("a run that begins while the end of another is held is told of", () => {
  slowDown();
  const stream = createHandStream("");
  const view = createMarkdownView(stream);
  const told: string[] = [];
  view.subscribe(({ text }) => void told.push(text.slice(0, 3)));
  view.attach(document.createElement("div"));
  stream.publish({ text: answer(60_000), isLoading: false }, undefined);
  stream.publish({ text: "new", isLoading: true }, undefined);
  expect(told).toEqual(["new"]);
});

it("listens to the stream only while something listens to it", () => {
  const stream = createHandStream("a");
  const view = createMarkdownView(stream);
  const unsubscribe = view.subscribe(() => {});
  const detach = view.attach(document.createElement("div"));
  unsubscribe();
  expect(stream.listeners.size).toBe(1);
  detach();
  expect(stream.listeners.size).toBe(0);
  stream.publish({ text: "b", isLoading: true }, undefined);
  expect(view.getSnapshot().text).toBe("b");
});

it("writes the text anew once when a plain option has changed, and calls the function it was given last", () => {
  const root = document.createElement("div");
  const stream = createHandStream("# a\n\n[b](https://c.d)");
  const asked: string[] = [];
  const policy = (name: string) => (url: string) => {
    asked.push(name);
    return url;
  };
  const view = createMarkdownView(stream, { allowUrl: policy("first") });
  view.attach(root);
  const [heading, paragraph] = root.children;
  view.setOptions({ allowUrl: policy("second") });
  expect(new Set(asked)).toEqual(new Set(["first"]));
  view.setOptions({ allowUrl: policy("third"), headingOffset: 1 });
  expect(root.children[0]).not.toBe(heading);
  expect(root.children[1]).toBe(paragraph);
  expect(root.firstElementChild?.localName).toBe("h2");
  expect(asked.at(-1)).toBe("third");
});
