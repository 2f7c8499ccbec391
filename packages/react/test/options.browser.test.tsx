import { createScriptedServer } from "@workflow-stream/conformance";
import { type ReactElement, useLayoutEffect } from "react";
import { expect, it } from "vitest";
import { render, renderHook } from "vitest-browser-react";
import { StreamingText, useWorkflowStream } from "../src/index.ts";
import { firstRun, text } from "./page.tsx";

const nextFrame = (): Promise<unknown> => new Promise(requestAnimationFrame);

it("takes options that are a new object at each render for the same", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const use = () =>
    useWorkflowStream({
      workflowId: "explain",
      token: () => token(),
      inputs: { topic: "tides" },
      immediate: true,
      restartDelayMs: 0,
      fetch,
    });
  const { result, rerender } = await renderHook(use);
  const { stream, start, retry, stop, reset, setText, ready } = result.current;
  for (let i = 0; i < 5; i++) await rerender();
  expect(runs).toHaveLength(1);
  expect(result.current).toMatchObject({ stream, start, retry, stop, reset, setText, ready });
  expect(result.current.inputs).toEqual({ topic: "tides" });
});

it("reads an object of inputs once, however often it renders, and again at each start", async () => {
  const { fetch, token, runs } = createScriptedServer();
  let reads = 0;
  const inputs = {
    get topic(): string {
      reads++;
      return "tides";
    },
  };
  const use = () =>
    useWorkflowStream({ workflowId: "explain", fetch, token, inputs, immediate: true });
  const { result, rerender } = await renderHook(use);
  await expect.poll(() => runs).toHaveLength(1);
  for (let i = 0; i < 5; i++) await rerender();
  expect(reads).toBe(2);
  void result.current.start();
  expect(reads).toBe(3);
});

it("starts with changed inputs though the text grows at each frame", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const page = (topic: string): ReactElement => (
    <StreamingText
      workflowId="explain"
      token={token}
      inputs={{ topic }}
      options={{ fetch, restartDelayMs: 300 }}
    />
  );
  const { container, rerender } = await render(page("tides"));
  const run = await firstRun(server);
  run.write("Tides");
  await expect.poll(() => text(container)).toBe("Tides");
  await rerender(page("moons"));
  for (let frames = 0; server.runs.length < 2 && frames < 180; frames++) {
    run.write(".");
    await nextFrame();
  }
  expect(server.runs[1]?.inputs).toEqual({ topic: "moons" });
});

it("calls the callbacks of the last render", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const heard: string[] = [];
  const use = (language = "English") =>
    useWorkflowStream({
      workflowId: "explain",
      fetch,
      token,
      onDelta: (delta) => heard.push(`${language}: ${delta}`),
      onData: (name, value) => heard.push(`${language}: ${name} ${String(value)}`),
      onFinish: ({ status }) => heard.push(`${language}: ${status}`),
      onError: ({ code }) => heard.push(`${language}: ${code}`),
    });
  const { result, rerender } = await renderHook(use, { initialProps: "English" });
  void result.current.start();
  const run = await firstRun(server);
  await rerender("Dutch");
  run.tell({ type: "data", name: "step", value: 1 });
  run.write("getij");
  run.fail("no more");
  await expect.poll(() => heard).toHaveLength(4);
  expect(heard).toEqual([
    "Dutch: step 1",
    "Dutch: getij",
    "Dutch: workflow_failed",
    "Dutch: error",
  ]);
});

it("starts with the options of the render before it", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  const use = (topic = "tides") =>
    useWorkflowStream({ workflowId: "explain", fetch, token, inputs: { topic } });
  const { result, rerender } = await renderHook(use, { initialProps: "tides" });
  await rerender("moons");
  void result.current.start();
  expect((await firstRun(server)).inputs).toEqual({ topic: "moons" });
});

it("has the new options when an effect of a child starts a run", async () => {
  const server = createScriptedServer();
  const { fetch, token } = server;
  function Child({ topic, start }: { topic: string; start: () => unknown }): ReactElement {
    useLayoutEffect(() => {
      if (topic === "moons") void start();
    }, [topic, start]);
    return <i />;
  }
  function Page({ topic }: { topic: string }): ReactElement {
    const { start } = useWorkflowStream({
      workflowId: "explain",
      fetch,
      token,
      inputs: { topic },
    });
    return <Child topic={topic} start={start} />;
  }
  const { rerender } = await render(<Page topic="tides" />);
  await rerender(<Page topic="moons" />);
  expect((await firstRun(server)).inputs).toEqual({ topic: "moons" });
});
