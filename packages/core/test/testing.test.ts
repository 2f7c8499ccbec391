import { expect, it } from "vitest";
import { createWorkflowStream } from "../src/index.ts";
import { createScriptedServer } from "../src/testing.ts";

const BASE_URL = "http://app.test/api/v1";

it("a scripted server stands for the API in a test", async () => {
  const { fetch, token } = createScriptedServer({ deltas: ["High water ", "comes."] });
  const stream = createWorkflowStream({ workflowId: "tides", fetch, token, flush: "sync" });
  expect(await stream.start()).toMatchObject({ status: "done", text: "High water comes." });
});

it("it answers requests as those who catch them hand them on, a cancellation too", async () => {
  const server = createScriptedServer();
  const stream = createWorkflowStream({
    workflowId: "tides",
    baseUrl: BASE_URL,
    token: server.token,
    fetch: (input, init) => server.fetch(new Request(input, init)),
    flush: "sync",
  });
  const started = stream.start({ topic: "moons" });
  await expect.poll(() => server.runs.length).toBe(1);
  const [run] = server.runs;
  expect(run?.inputs).toEqual({ topic: "moons" });
  run?.write("half");
  await expect.poll(() => stream.getSnapshot().text).toBe("half");
  stream.stop();
  expect(await started).toMatchObject({ status: "stopped", text: "half" });
  await expect.poll(() => run?.isCancelled).toBe(true);
  expect(server.count("DELETE")).toBe(1);
});
