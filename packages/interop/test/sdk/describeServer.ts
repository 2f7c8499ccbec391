import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { createWorkflowStream, readText, type RunResult } from "@workflow-stream/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen, type Listening } from "../support/listen.ts";
import { text } from "../support/text.ts";
import { createRoutes, type ServerSdk } from "./routes.ts";

type OnData = (name: string, value: unknown) => void;

const nothingBeside = { reasoning: "", sources: [], data: {} };

/** Shows that our client reads what servers built on a version of the AI SDK send, with no format named. */
export function describeServer(version: string, sdk: ServerSdk): void {
  const routes = createRoutes(sdk);
  let server: Listening;
  beforeAll(async () => {
    const answer = (request: Request): Response =>
      routes[new URL(request.url).pathname.slice(1)]?.() ?? new Response(null, { status: 404 });
    server = await listen(createAdaptorServer({ fetch: answer }) as Server);
  });
  afterAll(() => server.close());

  const run = (route: string, onData: OnData = () => {}): Promise<RunResult> =>
    createWorkflowStream({ url: `${server.origin}/${route}`, retries: 0, onData }).start({
      prompt: "x",
    });

  describe(`our client and a server on ai ${version}`, () => {
    const whole = { status: "done", text, isPartial: false, verified: true };

    it("toUIMessageStreamResponse: the exact text, verified", async () => {
      expect(await run("ui")).toEqual({ ...whole, ...nothingBeside, finishReason: "stop" });
    });

    it("a stream with reasoning: beside the exact text", async () => {
      const beside = { ...nothingBeside, reasoning: "They want a story." };
      expect(await run("reasoning")).toEqual({ ...whole, ...beside, finishReason: "stop" });
    });

    it("createUIMessageStreamResponse: sources and data, the transient heard and not kept", async () => {
      const heard: unknown[] = [];
      const onData: OnData = (...data) => void heard.push(data);
      expect(await run("written", onData)).toEqual({
        ...whole,
        reasoning: "",
        sources: [{ id: "s", url: "https://example.com" }],
        data: { chart: [1, 2] },
      });
      expect(heard).toEqual([
        ["note", { text: "for this moment" }],
        ["chart", [1]],
        ["chart", [1, 2]],
      ]);
    });

    it("usage in the message's metadata: what the run took", async () => {
      const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
      expect(await run("ui-usage")).toMatchObject({ ...whole, finishReason: "stop", usage });
    });

    it.each([
      ["ui-cut", "length"],
      ["ui-filtered", "content-filter"],
    ])("%s: done by %s, verified, and not whole", async (route, finishReason) => {
      expect(await run(route)).toEqual({
        ...whole,
        ...nothingBeside,
        text: "The beginning",
        isPartial: true,
        finishReason,
      });
    });

    it("tools: the text of all steps, and nothing of the calls", async () => {
      expect(await run("tools")).toMatchObject({
        status: "done",
        text: "Let me see. It is 21 °C.",
        verified: true,
      });
    });

    it("toTextStreamResponse: the exact text, unverified", async () => {
      expect(await run("text")).toEqual({ ...whole, ...nothingBeside, verified: false });
    });

    it("an error part fails the run, in the server's words, its text kept", async () => {
      expect(await run("ui-error")).toMatchObject({
        status: "error",
        text: "The beginning",
        isPartial: true,
        error: { code: "workflow_failed", message: "The model gave up." },
      });
    });

    it("an error that a text stream swallows is unverified: it can't be told from an end", async () => {
      expect(await run("text-error")).toMatchObject({
        status: "done",
        text: "The beginning",
        verified: false,
      });
    });

    it("an abort part stops the run: partial, verified", async () => {
      expect(await run("abort")).toEqual({
        ...nothingBeside,
        status: "stopped",
        text: "The beginning",
        isPartial: true,
        verified: true,
      });
    });

    it("an answer that is no stream is told as it was said", async () => {
      const { error } = await run("refused");
      expect(error).toMatchObject({
        code: "rate_limited",
        message: "No quota",
        serverCode: "quota",
      });
    });

    it("readText reads both kinds of answer", async () => {
      for (const route of ["ui", "text"]) {
        let read = "";
        for await (const delta of readText(await fetch(`${server.origin}/${route}`))) read += delta;
        expect(read).toBe(text);
      }
    });
  });
}
