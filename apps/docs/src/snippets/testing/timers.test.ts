import { createWorkflowStream } from "@workflow-stream/core";
import { createScriptedServer } from "@workflow-stream/core/testing";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("publishes each read at once", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const stream = createWorkflowStream({ workflowId: "tides", fetch, token, flush: "sync" });
  void stream.start();
  await vi.advanceTimersByTimeAsync(0);
  runs[0]?.write("High water");
  await vi.advanceTimersByTimeAsync(0);
  expect(stream.getSnapshot().text).toBe("High water");
});

it("publishes at the next frame", async () => {
  const { fetch, token, runs } = createScriptedServer();
  const stream = createWorkflowStream({ workflowId: "tides", fetch, token });
  void stream.start();
  await vi.advanceTimersByTimeAsync(0);
  runs[0]?.write("High water");
  await vi.advanceTimersByTimeAsync(0);
  expect(stream.getSnapshot().text).toBe("");
  await vi.advanceTimersByTimeAsync(16);
  expect(stream.getSnapshot().text).toBe("High water");
});

it("waits for a repeated request without waiting", async () => {
  const { fetch, token, failNext, count } = createScriptedServer({ deltas: ["High water."] });
  failNext({ kind: "refuse", status: 429, retryAfter: "30" });
  const stream = createWorkflowStream({ workflowId: "tides", fetch, token });
  void stream.start();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(count("POST")).toBe(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(stream.getSnapshot()).toMatchObject({ status: "done", text: "High water." });
});
