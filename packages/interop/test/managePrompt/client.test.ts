import { createWorkflowStream, type WorkflowStreamOptions } from "@workflow-stream/core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { text } from "../support/text.ts";
import { until } from "../support/until.ts";
import { startManagePromptServer, type ManagePromptServer } from "./server.ts";

let server: ManagePromptServer;
let counted = { posts: 0, runs: 0 };

beforeAll(async () => {
  server = await startManagePromptServer();
});
afterAll(() => server.close());
beforeEach(() => {
  counted = { posts: server.posts, runs: server.runs.length };
});

/** Requests and paid runs since the test began. */
function spent(): { posts: number; runs: number } {
  return { posts: server.posts - counted.posts, runs: server.runs.length - counted.runs };
}

const freshToken = vi.fn(async (ttl = "number"): Promise<{ token: string; ttl?: number }> => {
  const response = await fetch(`${server.origin}/backend/token?ttl=${ttl}`);
  return (await response.json()) as { token: string };
});
beforeEach(() => void freshToken.mockClear());

type Options = Partial<WorkflowStreamOptions>;

const targets = {
  url: (workflowId: string): Options => ({
    url: `${server.origin}/api/v1/run/${workflowId}/stream`,
  }),
  workflowId: (workflowId: string): Options => ({
    workflowId,
    baseUrl: `${server.origin}/api/v1`,
  }),
};

describe.each(["url", "workflowId"] as const)("a server that knows no Run-Key, by %s", (target) => {
  const stream = (workflowId: string, options: Options = {}) =>
    createWorkflowStream({
      token: () => freshToken(),
      inputs: { topic: "tides" },
      ...targets[target](workflowId),
      ...options,
    } as WorkflowStreamOptions);

  it.each(["number", "null", "text"])(
    "gives its text whole, unverified; ttl as %s",
    async (ttl) => {
      const result = await stream("story", { token: () => freshToken(ttl) }).start();
      expect(result).toMatchObject({ status: "done", text, isPartial: false, verified: false });
      expect(spent()).toEqual({ posts: 1, runs: 1 });
    },
  );

  it("a provider's error that looks like an end is done, but unverified", async () => {
    const result = await stream("midway").start();
    expect(result).toMatchObject({
      status: "done",
      text: "Once upon a time, in 東京,",
      verified: false,
    });
    expect(spent()).toEqual({ posts: 1, runs: 1 });
  });

  it("an empty 200 is an error, and not asked for again", async () => {
    const result = await stream("empty").start();
    expect(result).toMatchObject({ status: "error", text: "", error: { code: "empty" } });
    expect(spent()).toEqual({ posts: 1, runs: 1 });
  });

  it("a workflow that is not there is not_found; its token is burnt, the next start asks for another", async () => {
    const run = stream("missing");
    expect(await run.start()).toMatchObject({ status: "error", error: { code: "not_found" } });
    expect(await run.start()).toMatchObject({ status: "error", error: { code: "not_found" } });
    expect(freshToken).toHaveBeenCalledTimes(2);
    expect(spent()).toEqual({ posts: 2, runs: 0 });
  });

  it("a token given as a text, burnt by a 404, is spent without another request", async () => {
    const { token } = await freshToken();
    const run = stream("missing", { token });
    expect(await run.start()).toMatchObject({ error: { code: "not_found" } });
    expect(await run.start()).toMatchObject({ error: { code: "token_spent", phase: "token" } });
    expect(spent()).toEqual({ posts: 1, runs: 0 });
  });

  it("a token used elsewhere before is token_spent", async () => {
    const { token } = await freshToken();
    await stream("story", { token }).start();
    const result = await stream("story", { token }).start();
    expect(result.error).toMatchObject({ code: "token_spent", status: 401, phase: "connect" });
    expect(spent()).toEqual({ posts: 2, runs: 1 });
  });

  it("a spent token of a function is replaced once", async () => {
    const { token: spentToken } = await freshToken();
    await stream("story", { token: spentToken }).start();
    const tokens = [spentToken, (await freshToken()).token];
    const result = await stream("story", { token: () => tokens.shift() ?? "" }).start();
    expect(result).toMatchObject({ status: "done", text });
    expect(spent()).toEqual({ posts: 3, runs: 2 });
  });

  it("lets two streams with one token race in together; one stream never asks twice at once", async () => {
    const { token } = await freshToken();
    const shared = { token: () => token };
    const results = await Promise.all([
      stream("story", shared).start(),
      stream("story", shared).start(),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["done", "done"]);
    expect(spent()).toEqual({ posts: 2, runs: 2 });
    const one = stream("story");
    await Promise.all([one.start(), one.start()]);
    expect(spent()).toEqual({ posts: 3, runs: 3 });
  });

  it("an error that is a text, or an object, is told as it was said", async () => {
    const billing = await stream("error-text").start();
    expect(billing.error).toMatchObject({
      code: "billing",
      status: 402,
      message: "Payment required",
    });
    const limited = await stream("error-object", { retries: 0 }).start();
    expect(limited.error).toMatchObject({
      code: "rate_limited",
      status: 429,
      message: "Slow down",
      serverCode: "rate_limit",
    });
    expect(spent().runs).toBe(0);
  });

  it("a body that breaks off keeps its text, and is not paid for twice", async () => {
    const result = await stream("cut").start();
    expect(result).toMatchObject({
      status: "error",
      text: "Once upon",
      isPartial: true,
      verified: false,
      error: { code: "interrupted", partialText: "Once upon" },
    });
    expect(spent()).toEqual({ posts: 1, runs: 1 });
  });

  it("stop ends it here at once; its model, which is not told, works on", async () => {
    const before = server.workedOn;
    const run = stream("slow");
    const started = run.start();
    await until(() => run.getSnapshot().text !== "");
    run.stop();
    expect(await started).toMatchObject({ status: "stopped", isPartial: true, verified: false });
    await until(() => server.workedOn === before + 1);
    expect(spent()).toEqual({ posts: 1, runs: 1 });
  });
});

it("a lost answer, by url, is not asked for again: it may have been paid for", async () => {
  const run = createWorkflowStream({
    url: `${server.origin}/api/v1/run/dropped/stream`,
    token: () => freshToken(),
  });
  expect(await run.start()).toMatchObject({ status: "error", error: { code: "network" } });
  expect(spent()).toEqual({ posts: 1, runs: 1 });
});

it("a lost answer, by workflowId, is asked for with the same token, which is good for one run", async () => {
  const run = createWorkflowStream({
    workflowId: "dropped",
    baseUrl: `${server.origin}/api/v1`,
    token: () => freshToken(),
  });
  expect(await run.start()).toMatchObject({ status: "error", error: { code: "network" } });
  expect(freshToken).toHaveBeenCalledTimes(1);
  expect(spent().runs).toBe(1);
});
