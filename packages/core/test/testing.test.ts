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

it("it frames its answers to caught requests as servers do", async () => {
  const { fetch } = createScriptedServer({ deltas: ["High water."] });
  const init = { method: "POST", body: "{}" };
  const caught = await fetch(new Request("http://app.test/text", init));
  expect(caught.headers.get("transfer-encoding")).toBe("chunked");
  const asked = await fetch("http://app.test/text", init);
  expect(asked.headers.get("transfer-encoding")).toBeNull();
});

it("it hands out tokens at tokenUrl, which is told the workflow", async () => {
  const tokenUrl = "/token";
  const server = createScriptedServer({ deltas: ["High water."], tokenUrl });
  const { fetch } = server;
  const stream = createWorkflowStream({ workflowId: "tides", fetch, tokenUrl, flush: "sync" });
  expect(await stream.start()).toMatchObject({ status: "done", text: "High water." });
  expect(server.requests[0]?.init.body).toBe('{"workflow":"tides"}');
  expect([server.tokensIssued, server.tokensConsumed]).toEqual([1, 1]);
  expect((await fetch(tokenUrl, { method: "POST", body: "{}" })).status).toBe(400);
});
