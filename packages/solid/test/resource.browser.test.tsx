import { eventually } from "@workflow-stream/conformance";
import { sessionPersister } from "@workflow-stream/core/persist";
import { createSignal, useTransition } from "solid-js";
import { createStore } from "solid-js/store";
import { expect, it } from "vitest";
import { openPage } from "./page.ts";
import { type Inputs, showResource } from "./resource.tsx";

it("waits for the first text, then grows", async () => {
  const page = openPage();
  const { actions } = showResource(page, () => ({ topic: "tides" }));
  expect(page.container.textContent).toBe("waiting");
  await eventually(() => page.server.runs.length, 1);
  const { write, finish, inputs } = page.server.runs[0]!;
  expect(inputs).toEqual({ topic: "tides" });
  write("The ");
  await page.shows("The ");
  const element = page.container.querySelector("b");
  write("moon");
  await page.shows("The moon");
  finish();
  await eventually(actions.status, "done");
  expect(page.container.querySelector("b")).toBe(element);
  expect(page.container.textContent).toBe("The moon");
});

it("goes on with a run that is remembered, by one request", async () => {
  const page = openPage();
  const persister = sessionPersister("resource");
  const source = (): Inputs => ({ topic: "tides" });
  const before = showResource(page, source, persister);
  await eventually(() => page.server.runs.length, 1);
  const { write, finish } = page.server.runs[0]!;
  write("The ");
  await page.shows("The ");
  before.end();
  const { actions } = showResource(page, source, persister);
  await page.shows("The ");
  write("moon");
  finish();
  await eventually(actions.status, "done");
  expect(page.container.textContent).toBe("The moon");
  expect(page.server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
});

it("shows a text that comes together with a failure", async () => {
  const page = openPage();
  const { actions } = showResource(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  page.server.runs[0]!.fail("The model is gone", "upstream_failed");
  await page.shows("The moon");
  await eventually(actions.status, "error");
  expect(page.container.textContent).toBe("The moon");
});

it("starts nothing, and does not wait, while the source is closed", async () => {
  const page = openPage();
  const [topic, setTopic] = createSignal<string>();
  showResource(page, () => topic() !== undefined && { topic: topic()! });
  expect(page.container.textContent).toBe("nothing yet");
  setTopic("tides");
  expect(page.container.textContent).toBe("waiting");
  await eventually(() => page.server.runs.length, 1);
  expect(page.server.requests).toHaveLength(1);
});

it("starts again for other inputs, not for equal ones", async () => {
  const page = openPage();
  const [inputs, setInputs] = createSignal<Inputs>({ topic: "tides" });
  const { actions } = showResource(page, inputs);
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  page.server.runs[0]!.finish();
  await eventually(actions.status, "done");
  setInputs({ topic: "tides" });
  expect(page.container.textContent).toBe("The moon");
  setInputs({ topic: "rain" });
  expect(page.container.textContent).toBe("waiting");
  await eventually(
    () => page.server.runs.map(({ inputs }) => inputs),
    [{ topic: "tides" }, { topic: "rain" }],
  );
  page.server.runs[1]!.write("Clouds");
  await page.shows("Clouds");
});

it("keeps the old text during a transition", async () => {
  const page = openPage();
  const [topic, setTopic] = createSignal("tides");
  showResource(page, () => ({ topic: topic() }));
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  await page.shows("The moon");
  const [isPending, startTransition] = useTransition();
  const seen: string[] = [];
  new MutationObserver(() => seen.push(page.container.textContent)).observe(page.container, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  const transition = startTransition(() => setTopic("rain"));
  await eventually(() => page.server.runs.length, 2);
  expect([isPending(), page.container.textContent]).toEqual([true, "The moon"]);
  page.server.runs[1]!.write("Clouds");
  await page.shows("Clouds");
  await transition;
  expect(isPending()).toBe(false);
  page.server.runs[1]!.write(" and wind");
  await page.shows("Clouds and wind");
  expect(seen).toEqual(["Clouds", "Clouds and wind"]);
  await eventually(() => page.server.runs.map(({ isCancelled }) => isCancelled), [true, false]);
});

it("ends with its owner", async () => {
  const page = openPage();
  const { end } = showResource(page, () => ({ topic: "tides" }));
  await eventually(() => page.server.runs.length, 1);
  end();
  await eventually(() => page.server.runs[0]!.isCancelled, true);
});

it("starts again when the inputs of a store are changed in place", async () => {
  const page = openPage();
  const [inputs, setInputs] = createStore<Inputs>({ topic: "tides" });
  showResource(page, () => inputs);
  await eventually(() => page.server.runs.length, 1);
  setInputs("topic", "rain");
  await eventually(
    () => page.server.runs.map(({ inputs }) => inputs),
    [{ topic: "tides" }, { topic: "rain" }],
  );
});

it("starts once for inputs whose members stand in another order", async () => {
  const page = openPage();
  const [inputs, setInputs] = createSignal<Inputs & { depth: number }>({
    topic: "tides",
    depth: 1,
  });
  const { actions } = showResource(page, inputs);
  await eventually(() => page.server.runs.length, 1);
  page.server.runs[0]!.write("The moon");
  page.server.runs[0]!.finish();
  await eventually(actions.status, "done");
  setInputs({ depth: 1, topic: "tides" });
  expect(page.container.textContent).toBe("The moon");
  expect(actions.status()).toBe("done");
});

it("fails with inputs that JSON would lose, and starts when they are mended", async () => {
  const page = openPage();
  const [inputs, setInputs] = createSignal<Inputs & { depth: number }>({
    topic: "tides",
    depth: Number.NaN,
  });
  const { actions } = showResource(page, inputs);
  await page.shows("invalid_input");
  expect(actions.error()?.details?.[0]?.pointer).toBe("/depth");
  expect(page.server.requests).toHaveLength(0);
  setInputs({ topic: "tides", depth: 1 });
  await eventually(() => page.server.runs.length, 1);
  expect(page.server.runs[0]!.inputs).toEqual({ topic: "tides", depth: 1 });
});
