import { renderToString } from "@vue/server-renderer";
import { expect, it, vi } from "vitest";
import { type Component, createSSRApp, defineComponent, h, Suspense, type VNode } from "vue";
import { StreamingText, useWorkflowStream } from "../src/index.ts";
import { CELL_HTML, COMPONENT_HTML, PRIMITIVE_HTML, SUSPENDED_HTML } from "./renderedPages.ts";

const fetch = vi.fn<typeof globalThis.fetch>();
const token = vi.fn<() => string>();
const target = { workflowId: "explain", token, initialText: "a < b", immediate: true } as const;

const Primitive = defineComponent(() => {
  const { text, status, isLoading } = useWorkflowStream({ ...target, fetch });
  return () => h("p", { "data-status": status.value, "aria-busy": isLoading.value }, text.value);
});

const Suspended = defineComponent(async () => {
  const { text, ready } = useWorkflowStream({ ...target, fetch });
  await ready();
  return () => h("p", text.value);
});

const cell = (): VNode => h(StreamingText, { ...target, as: "td", options: { fetch } });

it.each<[string, Component, string]>([
  ["the primitive", Primitive, PRIMITIVE_HTML],
  ["the component", () => h(StreamingText, { ...target, options: { fetch } }), COMPONENT_HTML],
  ["a cell", () => h("table", h("tbody", h("tr", cell()))), CELL_HTML],
  ["an async setup", () => h(Suspense, () => h(Suspended)), SUSPENDED_HTML],
])("%s renders the initial text on a server, and requests nothing", async (_, page, html) => {
  expect(await renderToString(createSSRApp(page))).toBe(html);
  await new Promise((resolve) => setTimeout(resolve));
  expect(fetch).not.toHaveBeenCalled();
  expect(token).not.toHaveBeenCalled();
});

it("start does nothing in a server render", async () => {
  const { start, retry, status } = useWorkflowStream({ ...target, fetch });
  expect(await Promise.all([start(), retry()])).toMatchObject([
    { status: "stopped" },
    { status: "stopped" },
  ]);
  expect([status.value, fetch.mock.calls, token.mock.calls]).toEqual(["idle", [], []]);
});
