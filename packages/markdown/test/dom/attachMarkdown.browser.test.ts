import { createWorkflowStream } from "@workflow-stream/core";
import { expect, it } from "vitest";
import { attachMarkdown } from "../../src/index.ts";
import { createHandStream } from "../support/handStream.ts";

it("writes what is there, what comes, and the end", async () => {
  const root = document.createElement("div");
  const stream = createHandStream("a *b");
  const detach = attachMarkdown(root, stream);
  expect(root.innerHTML).toBe('<p dir="auto">a <em>b</em></p>');
  stream.publish({ text: "a *b c", isLoading: true }, " c");
  await expect.poll(() => root.textContent).toBe("a b c");
  stream.publish({ text: "a *b c", isLoading: false }, "");
  expect(root.textContent).toBe("a *b c");
  detach();
  expect(stream.listeners.size).toBe(0);
});

it("another text replaces it, and a run that goes on after its end goes on", async () => {
  const root = document.createElement("div");
  const stream = createHandStream("");
  attachMarkdown(root, stream);
  stream.publish({ text: "- a", isLoading: true }, undefined);
  expect(root.innerHTML).toBe('<ul dir="auto"><li>a</li></ul>');
  stream.publish({ text: "- a **b", isLoading: false }, " **b");
  expect(root.textContent).toBe("a **b");
  stream.publish({ text: "- a **b", isLoading: true }, "");
  stream.publish({ text: "- a **b**", isLoading: true }, "**");
  await expect.poll(() => root.querySelector("strong")?.textContent).toBe("b");
});

it("shows a workflow's stream", () => {
  const root = document.createElement("div");
  const stream = createWorkflowStream({ url: "/unused", initialText: "# a" });
  const detach = attachMarkdown(root, stream);
  expect(root.innerHTML).toBe('<h1 dir="auto">a</h1>');
  stream.setText("b");
  expect(root.textContent).toBe("b");
  detach();
  stream.setText("c");
  expect(root.textContent).toBe("b");
});
