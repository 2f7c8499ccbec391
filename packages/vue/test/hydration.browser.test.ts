import {
  createScriptedServer,
  eventually,
  forbidInlineStyles,
  frame,
  type MountOptions,
} from "@workflow-stream/conformance";
import { sessionPersister } from "@workflow-stream/core/persist";
import { expect, it } from "vitest";
import { createSSRApp, defineComponent, h, Suspense } from "vue";
import { createWorkflowStream, StreamingText, useWorkflowStream } from "../src/index.ts";
import { mount } from "./mount.ts";
import { showApp } from "./page.ts";

// what pages.ssr.test.ts checks that a server renders
import { CELL_HTML, COMPONENT_HTML, PRIMITIVE_HTML, SUSPENDED_HTML } from "./renderedPages.ts";

it.each([
  ["primitive", PRIMITIVE_HTML],
  ["component", COMPONENT_HTML],
] as const)("hydrates the %s without a mismatch, then starts once", async (kind, html) => {
  const { fetch, token, runs, count } = createScriptedServer();
  const violations = await forbidInlineStyles();
  const options: MountOptions = {
    workflowId: "explain",
    fetch,
    token,
    immediate: true,
    initialText: "a < b",
  };
  const mounted = await mount(options, { kind, html });
  const root = mounted.container.querySelector("p");
  expect(mounted.warnings).toEqual([]);
  expect(root!.textContent).toBe("a < b");
  await eventually(() => runs.length, 1);
  runs[0]!.write("text");
  await eventually(() => root!.textContent, "text");
  await frame();
  expect(count("POST")).toBe(1);
  const announcer = mounted.container.querySelector("[role=status]");
  if (announcer) expect(getComputedStyle(announcer).position).toBe("fixed");
  expect([mounted.warnings, violations]).toEqual([[], []]);
  await mounted.unmount();
});

it.each([
  ["primitive", PRIMITIVE_HTML],
  ["component", COMPONENT_HTML],
] as const)("hydrates the %s, then goes on with a run that is remembered", async (kind, html) => {
  const { fetch, token, runs, count } = createScriptedServer();
  const persister = sessionPersister(`hydrated ${kind}`);
  const initialText = "a < b";
  const target = { workflowId: "explain", fetch, token, persister };
  const options: MountOptions = { ...target, immediate: true, initialText };
  const before = await mount(options, { kind });
  await eventually(() => runs.length, 1);
  runs[0]!.write("On ");
  await before.unmount();
  const mounted = await mount(options, { kind, html });
  const root = mounted.container.querySelector("p");
  await eventually(() => root!.textContent, "On ");
  runs[0]!.write("tides.");
  await eventually(() => root!.textContent, "On tides.");
  expect([count("POST"), mounted.warnings]).toEqual([1, []]);
  await mounted.unmount();
});

it.each([
  ["primitive", PRIMITIVE_HTML],
  ["component", COMPONENT_HTML],
] as const)("hydrates the %s with a stream that is ahead of the server", async (kind, html) => {
  const stream = createWorkflowStream({ url: "/text", initialText: "a < b" });
  stream.setText("ahead");
  const mounted = await mount({ stream }, { kind, html });
  expect(mounted.warnings).toEqual([]);
  await eventually(() => mounted.container.querySelector("p")!.textContent, "ahead");
  await mounted.unmount();
});

it("hydrates a cell of a table", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const props = {
    workflowId: "explain",
    token,
    initialText: "a < b",
    as: "td",
    options: { fetch },
  };
  const page = { render: () => h("table", h("tbody", h("tr", h(StreamingText, props)))) };
  const { container, warnings } = showApp(createSSRApp(page), CELL_HTML);
  const cell = container.querySelector("td")!;
  await eventually(() => runs.length, 1);
  runs[0]!.write("text");
  await eventually(() => cell.textContent, "text");
  expect(warnings).toEqual([]);
});

it("ready() does not hold up hydration", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const Answer = defineComponent(async () => {
    const options = { workflowId: "explain", fetch, token, immediate: true } as const;
    const { text, ready } = useWorkflowStream({ ...options, initialText: "a < b" });
    await ready();
    return () => h("p", text.value);
  });
  const page = { render: () => h(Suspense, () => h(Answer)) };
  const { container, warnings } = showApp(createSSRApp(page), SUSPENDED_HTML);
  await eventually(() => runs.length, 1);
  runs[0]!.write("text");
  await eventually(() => container.textContent, "text");
  expect(warnings).toEqual([]);
});
