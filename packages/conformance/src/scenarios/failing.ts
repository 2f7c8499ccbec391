import { expect } from "vitest";
import { advance, holdClock } from "../clock.ts";
import type { Scenario } from "../scenario.ts";
import { eventually } from "../scene.ts";

/** What goes wrong, and how it is mended. */
export const failing: readonly Scenario[] = [
  {
    name: "an error, then a retry that works",
    async steps({ mount, run, server }) {
      server.failNext({ kind: "refuse", status: 422, code: "invalid_input" });
      const scene = await mount({ inputs: { topic: "tides" } });
      await scene.reaches("error");
      expect(scene.snapshot().error).toMatchObject({ code: "invalid_input", status: 422 });
      const result = scene.methods.retry();
      const { inputs, write, finish } = await run();
      expect(inputs).toEqual({ topic: "tides" });
      write("text");
      finish();
      expect(await result).toMatchObject({ status: "done", text: "text" });
      await scene.reaches("done");
      expect(scene.snapshot().error).toBeUndefined();
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "a run that fails keeps its text",
    async steps({ mount, run }) {
      const scene = await mount();
      const { write, fail } = await run();
      write("half");
      fail("The model is gone", "upstream_failed");
      await scene.reaches("error");
      const { error, isPartial } = scene.snapshot();
      expect(isPartial).toBe(true);
      expect(error).toMatchObject({
        code: "workflow_failed",
        phase: "body",
        serverCode: "upstream_failed",
        partialText: "half",
      });
    },
    expected: { text: "half", status: "error", runs: 1 },
  },
  {
    name: "a run without text is an error",
    async steps({ mount, run }) {
      const scene = await mount();
      (await run()).finish();
      await scene.reaches("error");
      expect(scene.snapshot().error).toMatchObject({ code: "empty" });
    },
    expected: { text: "", status: "error", runs: 1 },
  },
  {
    name: "start and retry never reject",
    async steps({ mount, server }) {
      server.failNext({ kind: "reset" }, { kind: "reset" });
      const scene = await mount({ immediate: false, url: "/text" });
      expect(await scene.methods.start()).toMatchObject({ status: "error" });
      expect(await scene.methods.retry()).toMatchObject({ status: "error" });
      expect(server.count("POST")).toBe(2);
    },
    expected: { text: "", status: "error", runs: 0 },
  },
  {
    name: "a token function that fails is an error",
    async steps({ mount }) {
      const cause = new Error("no session");
      const scene = await mount({ token: () => Promise.reject(cause) });
      await scene.reaches("error");
      expect(scene.snapshot().error).toMatchObject({ code: "token_failed", phase: "token", cause });
    },
    expected: { text: "", status: "error", runs: 0 },
  },
  {
    name: "a token is taken out of an answer as it comes",
    async steps({ mount, run, server }) {
      await mount({ token: () => Response.json(server.token()) });
      const { write, finish } = await run();
      write("text");
      finish();
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "an answer without a token says why",
    async steps({ mount, server }) {
      const problem = { detail: "Sign in first", code: "signed_out" };
      const scene = await mount({ token: () => Response.json(problem, { status: 401 }) });
      await scene.reaches("error");
      expect(scene.snapshot().error).toMatchObject({
        code: "unauthorized",
        phase: "token",
        status: 401,
        message: "Sign in first",
        serverCode: "signed_out",
        retryable: false,
      });
      expect(server.requests).toEqual([]);
    },
    expected: { text: "", status: "error", runs: 0 },
  },
  {
    name: "a route of tokens is posted the workflow, and its token is spent",
    async steps({ mount, run, server }) {
      const asked: RequestInit[] = [];
      const scene = await mount({
        token: undefined,
        tokenUrl: "/api/stream-token",
        fetch: async (input, init = {}) => {
          if (input !== "/api/stream-token") return server.fetch(input, init);
          asked.push(init);
          return Response.json(server.token());
        },
      });
      const { write, finish } = await run();
      write("text");
      finish();
      await scene.reaches("done");
      expect(asked).toMatchObject([
        {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: '{"workflow":"explain"}',
        },
      ]);
      expect(server.tokensConsumed).toBe(1);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "after a 401 the token function is asked once more",
    async steps({ mount, run, server }) {
      server.failNext({ kind: "refuse", status: 401, code: "token_invalid" });
      const scene = await mount();
      const { write, finish } = await run();
      expect(server.tokensIssued).toBe(2);
      write("text");
      finish();
      await scene.reaches("done");
      expect(scene.snapshot().attempt).toBe(2);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "a busy server is asked again when it says so",
    async steps({ mount, run, server }) {
      holdClock();
      server.failNext({ kind: "refuse", status: 429, code: "rate_limited", retryAfter: "2" });
      await mount();
      await eventually(() => server.count("POST"), 1);
      await advance(1999);
      expect(server.count("POST")).toBe(1);
      await advance(1);
      const { write, finish } = await run();
      write("text");
      finish();
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
  {
    name: "a lost answer is asked for again, and is no second run",
    async steps({ mount, run, server }) {
      server.failNext({ kind: "reset", begins: true });
      const scene = await mount();
      const { write, finish } = await run();
      write("text");
      finish();
      await scene.reaches("done");
      expect(server.count("POST")).toBe(2);
      expect(server.tokensIssued).toBe(1);
    },
    expected: { text: "text", status: "done", runs: 1 },
  },
];
