import { createScriptedServer, type ScriptedServer } from "@workflow-stream/conformance";
import { beforeEach, expect, it } from "vitest";
import { render } from "vitest-browser-svelte";
import { createWorkflowStream, StreamingText, type StreamingTextProps } from "../src/index.ts";
import Nested from "./pages/Nested.svelte";
import Shared from "./pages/Shared.svelte";
import Snippets from "./pages/Snippets.svelte";

let server: ScriptedServer;
const began = (count: number) => expect.poll(() => server.runs.length).toBe(count);
const shown = (root: Element, selector: string) =>
  expect.poll(() => root.querySelector(selector)?.textContent);

beforeEach(() => void (server = createScriptedServer()));

it("shows another stream when it is handed one, and none", async () => {
  const [one, two] = ["one", "two"].map((initialText) =>
    createWorkflowStream({ url: "/run", fetch: server.fetch, initialText }),
  );
  const { container, rerender } = await render(Shared, { stream: one });
  await shown(container, "[data-text]").toBe("one");
  await rerender({ stream: two });
  await shown(container, "[data-text]").toBe("two");
  void two!.start();
  await began(1);
  server.runs[0]!.write("of two");
  await shown(container, "[data-text]").toBe("of two");
  one!.setText("of one");
  await rerender({ stream: undefined });
  expect(container.querySelector("[data-text]")).toBeNull();
  expect(two!.status).toBe("streaming");
  await rerender({ stream: one });
  await shown(container, "[data-text]").toBe("of one");
  two!.stop();
});

it("forgets the fallback of the stream it was handed before", async () => {
  const [one, two] = [0, 1].map(() => createWorkflowStream({ url: "/run", fetch: server.fetch }));
  server.failNext({ kind: "refuse", status: 403, code: "scope_denied" });
  await one!.start();
  const { container, rerender } = await render(StreamingText, {
    stream: one!,
    fallbackText: "Sorry",
  });
  await expect.poll(() => container.textContent).toContain("Sorry");
  await rerender({ stream: two! });
  await expect.poll(() => container.textContent).not.toContain("Sorry");
});

it("keeps its spinner when what it announces has changed", async () => {
  const release = server.hold();
  const { container, rerender } = await render(StreamingText, {
    url: "/run",
    spinnerDelayMs: 100,
    options: { fetch: server.fetch },
  });
  await shown(container, "[data-spinner]").toBe("");
  const spinner = container.querySelector("[data-spinner]");
  await rerender({ announce: ({ status }) => `Now ${status}` });
  expect(container.querySelector("[data-spinner]")).toBe(spinner);
  release();
  await began(1);
  server.runs[0]!.write("text");
  await shown(container, "[role=status]").toBe("Now streaming");
});

it("puts class and further attributes on the root", async () => {
  const stream = createWorkflowStream({ url: "/run" });
  const { container } = await render(Shared, { stream });
  const { className, id, lang, dataset } = container.querySelector("p")!;
  expect({ className, id, lang, status: dataset["status"] }).toEqual({
    className: "shared",
    id: "shown",
    lang: "en",
    status: "idle",
  });
});

it("shows snippets in place of its own parts", async () => {
  server.failNext({ kind: "refuse", status: 403, code: "scope_denied" });
  const release = server.hold();
  const given: StreamingTextProps = {
    url: "/run",
    spinnerDelayMs: 0,
    options: { fetch: server.fetch },
  };
  const { container, getByRole } = await render(Snippets, { given });
  await shown(container, "i").toBe("waiting");
  release();
  await shown(container, "em").toBe("forbidden");
  await shown(container, "code").toBe("error forbidden");
  await getByRole("button", { name: "Retry" }).click();
  await began(1);
  server.runs[0]!.write("**text**");
  await shown(container, "b").toBe("**text**");
  expect(container.querySelector("i, em, [data-text]")).toBeNull();
  await getByRole("button", { name: "Stop" }).click();
  await shown(container, "code").toBe("stopped ");
});

it("leaves no white space of its own beside the text", async () => {
  const { container } = await render(StreamingText, {
    url: "/run",
    immediate: false,
    initialText: "exact",
  });
  expect(container.querySelector("p")!.textContent).toBe("exact");
});

it("takes the nearest defaults where its own options are silent", async () => {
  const outer = { baseUrl: "/outer", token: server.token, fetch: server.fetch };
  const { rerender } = await render(Nested, {
    outer,
    inner: { baseUrl: "/inner" },
    given: { workflowId: "explain", baseUrl: undefined },
  });
  await expect.poll(() => server.requests.length).toBe(1);
  expect(server.requests[0]!.url.pathname).toBe("/inner/run/explain/stream");
  expect(server.tokensIssued).toBe(1);
  await rerender({ inner: {} });
  await expect
    .poll(() => server.requests.at(-1)!.url.pathname, { timeout: 3000 })
    .toBe("/outer/run/explain/stream");
});

it("appends what a store that it is handed grows by, and leaves what stands", async () => {
  const store = createWorkflowStream({ url: "/run", fetch: server.fetch });
  const { container } = await render(Shared, { stream: store });
  void store.start();
  await began(1);
  server.runs[0]!.write("one ");
  await shown(container, "[data-text]").toBe("one ");
  const first = container.querySelector("[data-text] > span");
  server.runs[0]!.write("two");
  await shown(container, "[data-text]").toBe("one two");
  expect(container.querySelector("[data-text] > span")).toBe(first);
  store.stop();
});
