import { eventually } from "@workflow-stream/conformance";
import { sessionPersister } from "@workflow-stream/core/persist";
import {
  createMemo,
  createSignal,
  createStore,
  flush,
  isPending,
  Loading,
  refresh,
} from "solid-js";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createWorkflowText } from "../src/index.ts";
import { openPage } from "./page.ts";
import { type Inputs, showText } from "./text.tsx";
import { captureWarnings } from "./warnings.ts";

let captured: ReturnType<typeof captureWarnings>;
beforeEach(() => {
  sessionStorage.clear();
  captured = captureWarnings();
});
afterEach(() => {
  captured.release();
  expect(captured.warnings).toEqual([]);
});

it("is pending until the first text, then grows", async () => {
  const page = openPage();
  const { run } = showText(page, () => ({ topic: "tides" }));
  expect(page.container.textContent).toBe("waiting");
  await eventually(() => page.server.runs.length, 1);
  expect(page.container.textContent).toBe("waiting");
  page.server.runs[0]!.write("The ");
  await page.shows("The ");
  page.server.runs[0]!.write("moon");
  await page.shows("The moon");
  page.server.runs[0]!.finish();
  await eventually(run.status, "done");
  expect(page.container.textContent).toBe("The moon");
  expect(page.server.requests).toHaveLength(1);
});

it("fails before the first text; what resets the boundary tries again", async () => {
  const page = openPage();
  page.server.failNext({ kind: "refuse", status: 403, code: "origin_denied" });
  const { run } = showText(page, () => ({ topic: "tides" }));
  await page.shows("forbidden");
  expect(run.error()?.code).toBe("forbidden");
  page.container.querySelector("button")!.click();
  await eventually(() => page.server.runs.length, 1);
  // as Solid has it, the fallback stays until there is something in its place
  expect([page.container.textContent, run.isLoading()]).toEqual(["forbidden", true]);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  expect(run.error()).toBeUndefined();
  expect(page.server.requests).toHaveLength(2);
});

it("fails before the first text; retry tries again, once", async () => {
  const page = openPage();
  page.server.failNext({ kind: "refuse", status: 403, code: "origin_denied" });
  const { run } = showText(page, () => ({ topic: "tides" }));
  await page.shows("forbidden");
  void run.retry();
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  page.server.runs[0]!.write(" pulls");
  await page.shows("The moon pulls");
  expect(page.server.requests).toHaveLength(2);
});

it("fails again when it is tried in vain", async () => {
  const page = openPage();
  page.server.failNext({ kind: "refuse", status: 403, code: "origin_denied" });
  const { run } = showText(page, () => ({ topic: "tides" }));
  await page.shows("forbidden");
  page.server.failNext({ kind: "refuse", status: 404, code: "workflow_not_found" });
  void run.retry();
  await page.shows("not_found");
  expect(page.server.requests).toHaveLength(2);
});

it("keeps its text when the run fails after it, and goes on when it is retried", async () => {
  const page = openPage();
  const { run } = showText(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  page.server.runs[0]!.fail("The model is gone", "upstream_failed");
  await eventually(() => run.error()?.serverCode, "upstream_failed");
  expect([page.container.textContent, run.isPartial()]).toEqual(["The moon", true]);
  void run.retry();
  expect(page.container.textContent).toBe("The moon");
  await eventually(() => page.server.runs.length, 2);
  page.server.runs[1]!.write("Again");
  await page.shows("Again");
  expect(run.error()).toBeUndefined();
});

it("shows a text that comes together with a failure", async () => {
  const page = openPage();
  const { run } = showText(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  page.server.runs[0]!.fail("The model is gone", "upstream_failed");
  await page.shows("The moon");
  await eventually(run.status, "error");
  expect(page.container.textContent).toBe("The moon");
});

it("runs the same inputs once more when it is refreshed", async () => {
  const page = openPage();
  const { run, text } = showText(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  page.server.runs[0]!.finish();
  await eventually(run.status, "done");
  const refreshed = refresh(text);
  await eventually(() => page.server.runs.length, 2);
  expect(page.container.textContent).toBe("The moon");
  expect(page.server.runs[1]!.inputs).toEqual({ topic: "tides" });
  page.server.runs[1]!.write("Again");
  await page.shows("Again");
  expect(await refreshed).toBe("Again");
});

it("joins the run that is on when it is refreshed", async () => {
  const page = openPage();
  const { text } = showText(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  expect(await refresh(text)).toBe("The moon");
  page.server.runs[0]!.write(" pulls");
  await page.shows("The moon pulls");
  expect(page.server.requests).toHaveLength(1);
});

it("setText and stop end the wait", async () => {
  const page = openPage();
  const { run, text } = showText(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  run.setText("known already");
  await page.shows("known already");
  void refresh(text);
  await eventually(run.status, "connecting");
  run.stop();
  await eventually(run.status, "stopped");
  expect([page.container.textContent, isPending(text)]).toEqual(["known already", false]);
});

it("ends with its owner, also while it is pending", async () => {
  const page = openPage();
  const { end } = showText(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  end();
  await eventually(() => page.server.runs[0]!.isCancelled, true);
});

it("starts nothing where its owner is gone at once", async () => {
  const page = openPage();
  const { end } = showText(page, () => ({ topic: "tides" }));
  end();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(page.server.requests).toEqual([]);
});

it("starts nothing, and does not wait, while the source is closed", async () => {
  const page = openPage();
  const [topic, setTopic] = createSignal<string>();
  showText(page, () => topic() !== undefined && { topic: topic()! });
  expect(page.container.textContent).toBe("nothing yet");
  setTopic("tides");
  await eventually(() => page.server.runs.length, 1);
  expect(page.server.requests).toHaveLength(1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
});

it("keeps the old text until the new one begins, and says that it is pending", async () => {
  const page = openPage();
  const [topic, setTopic] = createSignal("tides");
  const { text, run } = showText(page, () => ({ topic: topic() }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  setTopic("rain");
  await eventually(() => page.server.runs.length, 2);
  expect([isPending(text), page.container.textContent]).toEqual([true, "The moon"]);
  await eventually(run.status, "connecting");
  page.server.runs[1]!.write("Clouds");
  await page.shows("Clouds");
  expect(isPending(text)).toBe(false);
  page.server.runs[1]!.write(" and wind");
  await page.shows("Clouds and wind");
  await eventually(() => page.server.runs.map(({ isCancelled }) => isCancelled), [true, false]);
});

it("starts again for other inputs, not for equal ones", async () => {
  const page = openPage();
  const [inputs, setInputs] = createSignal<Inputs & { depth: number }>({
    topic: "tides",
    depth: 1,
  });
  const { run, text } = showText(page, inputs);
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  page.server.runs[0]!.finish();
  await eventually(run.status, "done");
  setInputs({ depth: 1, topic: "tides" });
  flush();
  expect([isPending(text), run.status()]).toEqual([false, "done"]);
  setInputs({ topic: "rain", depth: 1 });
  await eventually(
    () => page.server.runs.map(({ inputs }) => inputs),
    [
      { topic: "tides", depth: 1 },
      { topic: "rain", depth: 1 },
    ],
  );
});

it("starts again when the inputs of a store are changed in place", async () => {
  const page = openPage();
  const [inputs, setInputs] = createStore<Inputs>({ topic: "tides" });
  showText(page, () => inputs);
  await eventually(() => page.server.runs.length, 1);
  setInputs((draft) => {
    draft.topic = "rain";
  });
  await eventually(
    () => page.server.runs.map(({ inputs }) => inputs),
    [{ topic: "tides" }, { topic: "rain" }],
  );
});

it("fails with inputs that JSON would lose, and starts when they are mended", async () => {
  const page = openPage();
  const [inputs, setInputs] = createSignal<Inputs & { depth: number }>({
    topic: "tides",
    depth: Number.NaN,
  });
  const { run } = showText(page, inputs);
  await page.shows("invalid_input");
  expect(run.error()?.details?.[0]?.pointer).toBe("/depth");
  expect(page.server.requests).toHaveLength(0);
  setInputs({ topic: "tides", depth: 1 });
  await eventually(() => page.server.runs.length, 1);
  expect(page.server.runs[0]!.inputs).toEqual({ topic: "tides", depth: 1 });
});

it("waits for inputs that are pending themselves", async () => {
  const page = openPage();
  let answer!: (topic: string) => void;
  const topic = new Promise<string>((resolve) => (answer = resolve));
  const Page = () => {
    const loaded = createMemo(() => topic);
    const { fetch, token } = page.server;
    const [text] = createWorkflowText(() => ({ topic: loaded() }), {
      workflowId: "x",
      fetch,
      token,
    });
    return <Loading fallback="waiting">{text()}</Loading>;
  };
  page.render(() => <Page />);
  expect(page.container.textContent).toBe("waiting");
  expect(page.server.requests).toEqual([]);
  answer("tides");
  await eventually(() => page.server.runs.length, 1);
  expect(page.server.runs[0]!.inputs).toEqual({ topic: "tides" });
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
});

it("goes on with the run of a page before, by one request", async () => {
  const page = openPage();
  const persister = sessionPersister("text");
  const source = (): Inputs => ({ topic: "tides" });
  const before = showText(page, source, persister);
  await eventually(() => page.server.runs.length, 1);
  const { write, finish } = page.server.runs[0]!;
  write("The ");
  await page.shows("The ");
  before.end();
  const { run } = showText(page, source, persister);
  await page.shows("The ");
  write("moon");
  finish();
  await eventually(run.status, "done");
  expect(page.container.textContent).toBe("The moon");
  expect(page.server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
});
