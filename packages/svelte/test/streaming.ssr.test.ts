import * as core from "@workflow-stream/core";
import { render } from "svelte/server";
import { expect, it, vi } from "vitest";
import * as binding from "../src/index.ts";
import Both from "./pages/Both.svelte";
import Cell from "./pages/Cell.svelte";

const { createWorkflowStream, createCoreStream, StreamingText } = binding;
const fetch = vi.fn<typeof globalThis.fetch>();
const token = vi.fn<() => string>();

it("renders the initial text, and requests nothing", async () => {
  const { body } = render(StreamingText, {
    props: {
      workflowId: "explain",
      class: "answer",
      initialText: "a < b",
      token,
      options: { fetch },
    },
  });
  // the browser test hydrates this very markup
  await expect(body).toMatchFileSnapshot("./rendered/streamingText.txt");
  expect(body).toContain(">a &lt; b</span>");
  expect(body).toContain('role="status"');
  expect(body).toContain('data-status="idle"');
});

it("renders a cell of a table", async () => {
  const given = { workflowId: "explain", initialText: "a < b", token, options: { fetch } };
  const { body } = render(Cell, { props: { given } });
  await expect(body).toMatchFileSnapshot("./rendered/cell.txt");
  expect(body).toContain("<td ");
});

it("renders the primitive before any run", async () => {
  const options = { workflowId: "explain", immediate: true, initialText: "a < b", token, fetch };
  const { body } = render(Both, { props: { options } });
  await expect(body).toMatchFileSnapshot("./rendered/both.txt");
  expect(body).toContain("idle a &lt; b");
});

it("starts nothing outside of a component either", async () => {
  const run = createWorkflowStream({ workflowId: "explain", immediate: true, token, fetch });
  await run.ready();
  expect(await run.start()).toMatchObject({ status: "stopped" });
  expect(run.status).toBe("idle");
  expect(fetch).not.toHaveBeenCalled();
  expect(token).not.toHaveBeenCalled();
});

it("exports all of core, its createWorkflowStream as createCoreStream", () => {
  expect(Object.keys(binding)).toEqual(expect.arrayContaining(Object.keys(core)));
  expect(createCoreStream).toBe(core.createWorkflowStream);
  expect(createWorkflowStream).not.toBe(core.createWorkflowStream);
});
