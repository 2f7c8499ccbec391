import { createScriptedServer, type ScriptedServer } from "@workflow-stream/conformance";
import { flushSync, mount, tick } from "svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { render } from "vitest-browser-svelte";
import { createWorkflowStream, type WorkflowStreamStore } from "../src/index.ts";
import { cell, watch } from "./effects.svelte.ts";
import Failing from "./pages/Failing.svelte";
import Remade from "./pages/Remade.svelte";
import Topics from "./pages/Topics.svelte";

let server: ScriptedServer;
const workflow = () =>
  ({ workflowId: "explain", fetch: server.fetch, token: server.token }) as const;
const began = (count: number) => expect.poll(() => server.runs.length).toBe(count);
const isCancelled = (place: number) => expect.poll(() => server.runs[place]!.isCancelled);

beforeEach(() => void (server = createScriptedServer()));
afterEach(() => void vi.useRealTimers());

it("ends with the effect it is made in", async () => {
  let run!: WorkflowStreamStore;
  const end = watch(() => {
    run = createWorkflowStream(workflow());
    void run.start();
  });
  flushSync();
  await began(1);
  end();
  await isCancelled(0).toBe(true);
  expect(run.status).toBe("stopped");
});

it("is not made again when what its options read changes", async () => {
  const topic = cell("tides");
  let times = 0;
  const end = watch(() => {
    times++;
    createWorkflowStream(() => ({ ...workflow(), inputs: { topic: topic.value } }));
  });
  flushSync();
  flushSync(() => void (topic.value = "winds"));
  expect(times).toBe(1);
  end();
});

it("goes on outside of components until it is stopped", async () => {
  const run = createWorkflowStream(workflow());
  const end = watch(() => void run.text);
  void run.start();
  await began(1);
  end();
  server.runs[0]!.write("still here");
  await expect.poll(() => run.text).toBe("still here");
  run.stop();
  await isCancelled(0).toBe(true);
});

it("starts by itself outside of components", async () => {
  const run = createWorkflowStream({ ...workflow(), immediate: true, inputs: { topic: "tides" } });
  await began(1);
  expect(server.runs[0]!.inputs).toEqual({ topic: "tides" });
  run.stop();
});

it("ends with a component that fails before it is mounted", async () => {
  const target = document.createElement("div");
  expect(() => mount(Failing, { target, props: { options: workflow() } })).toThrow("not mounted");
  await tick();
  await new Promise((resolve) => setTimeout(resolve));
  const goingOn = (): unknown[] => server.runs.filter(({ isCancelled }) => !isCancelled);
  await expect.poll(goingOn).toEqual([]);
});

it("starts again when state deep in its inputs has changed", async () => {
  const { getByRole } = await render(Topics, { options: { ...workflow(), immediate: true } });
  await began(1);
  expect(server.runs[0]!.inputs).toEqual({ topic: { name: "tides" } });
  await getByRole("textbox").fill("winds");
  await began(2);
  expect(server.runs[1]!.inputs).toEqual({ topic: { name: "winds" } });
  await isCancelled(0).toBe(true);
});

it("leaves a changed start that was still to come when immediate is taken back", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const options = cell({ immediate: true, inputs: { topic: "tides" } });
  const end = watch(() => void createWorkflowStream(() => ({ ...workflow(), ...options.value })));
  flushSync();
  await began(1);
  flushSync(() => void (options.value = { immediate: true, inputs: { topic: "winds" } }));
  flushSync(() => void (options.value = { immediate: false, inputs: { topic: "winds" } }));
  await vi.advanceTimersByTimeAsync(1000);
  expect(server.runs.map(({ inputs }) => inputs)).toEqual([{ topic: "tides" }]);
  end();
});

it("may be derived: another stream takes its place, and the old run ends", async () => {
  const options = { ...workflow(), immediate: true };
  const { container, rerender } = await render(Remade, { options, topic: "tides" });
  await began(1);
  await rerender({ topic: "winds" });
  await began(2);
  await isCancelled(0).toBe(true);
  server.runs[1]!.write("Winds blow.");
  await expect.poll(() => container.textContent).toBe("streaming Winds blow.");
});
