/// <reference types="vite/client" />
import { createScriptedServer, forbidInlineStyles } from "@workflow-stream/conformance";
import { sessionPersister } from "@workflow-stream/core/persist";
import { type Component, hydrate, unmount } from "svelte";
import { afterEach, expect, it, vi } from "vitest";
import { StreamingText } from "../src/index.ts";
import Both from "./pages/Both.svelte";
import Cell from "./pages/Cell.svelte";
import both from "./rendered/both.txt?raw";
import cell from "./rendered/cell.txt?raw";
import streamingText from "./rendered/streamingText.txt?raw";

const server = createScriptedServer();
const { fetch, token } = server;
const options = { workflowId: "explain", immediate: true, initialText: "a < b", token, fetch };

afterEach(() => void vi.restoreAllMocks());

async function hydrated<Props extends Record<string, unknown>>(
  component: Component<Props>,
  html: string,
  props: Props,
): Promise<{ target: HTMLElement; first: Element; end: () => Promise<void> }> {
  const target = document.body.appendChild(document.createElement("div"));
  target.innerHTML = html;
  const first = target.firstElementChild!;
  const app = hydrate(component, { target, props });
  return {
    target,
    first,
    async end() {
      await unmount(app);
      target.remove();
    },
  };
}

it("hydrates the component without a warning, keeps its elements, and starts then", async () => {
  const warn = vi.spyOn(console, "warn");
  const violations = await forbidInlineStyles();
  const { initialText, workflowId } = options;
  const { target, first, end } = await hydrated(StreamingText, streamingText, {
    workflowId,
    initialText,
    token,
    class: "answer",
    options: { fetch },
  });
  await expect.poll(() => server.runs.length).toBe(1);
  expect(target.querySelector("[data-text]")!.textContent).toBe("a < b");
  server.runs[0]!.write("new");
  await expect.poll(() => target.querySelector("[data-text]")!.textContent).toBe("new");
  expect(target.firstElementChild).toBe(first);
  expect(first.className).toBe("answer");
  expect(getComputedStyle(target.querySelector("[role=status]")!).position).toBe("fixed");
  expect(warn).not.toHaveBeenCalled();
  expect(violations).toEqual([]);
  await end();
});

it("hydrates the primitive without a warning, and starts then", async () => {
  const warn = vi.spyOn(console, "warn");
  const { target, first, end } = await hydrated(Both, both, { options });
  await expect.poll(() => server.runs.length).toBe(2);
  server.runs[1]!.write("new");
  await expect.poll(() => first.textContent).toBe("streaming new");
  expect(target.firstElementChild).toBe(first);
  expect(warn).not.toHaveBeenCalled();
  await end();
});

it("hydrates the primitive without a warning, then goes on with a run that is remembered", async () => {
  const warn = vi.spyOn(console, "warn");
  const own = createScriptedServer();
  const persister = sessionPersister("hydrated");
  const given = { options: { ...options, fetch: own.fetch, token: own.token, persister } };
  const before = await hydrated(Both, both, given);
  await expect.poll(() => own.runs.length).toBe(1);
  own.runs[0]!.write("On ");
  await before.end();
  const { first, end } = await hydrated(Both, both, given);
  await expect.poll(() => first.textContent).toBe("streaming On ");
  own.runs[0]!.write("tides.");
  await expect.poll(() => first.textContent).toBe("streaming On tides.");
  expect(own.count("POST")).toBe(1);
  expect(warn).not.toHaveBeenCalled();
  await end();
});

it("hydrates a cell of a table without a warning, and starts then", async () => {
  const warn = vi.spyOn(console, "warn");
  const { initialText, workflowId } = options;
  const given = { workflowId, initialText, token, options: { fetch } };
  const { target, first, end } = await hydrated(Cell, cell, { given });
  const before = target.querySelector("td");
  await expect.poll(() => server.runs.length).toBe(3);
  server.runs[2]!.write("new");
  await expect.poll(() => target.querySelector("td")!.textContent).toBe("new");
  expect([target.firstElementChild, target.querySelector("td")]).toEqual([first, before]);
  expect(warn).not.toHaveBeenCalled();
  await end();
});
