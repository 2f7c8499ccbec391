import { describe, expect, it, vi } from "vitest";
import { aiSdkUi, events, ollama, openaiChat } from "../../src/formats/index.ts";
import { createWorkflowStream, defineFormat, readText } from "../../src/index.ts";
import { bodyOf, collect, responseOf } from "../support/responses.ts";

const SSE = 'data: {"type":"text-delta","delta":"a"}\n\ndata: [DONE]\n\n';

describe("the content type chooses the format", () => {
  it.each([
    ["text/plain; charset=utf-8", SSE],
    ["text/plain; charset=iso-8859-1", SSE],
    ["text/markdown", SSE],
    ["application/octet-stream", SSE],
    ["", SSE],
    ["text/event-stream", "a"],
    ["text/event-stream; charset=utf-8", "a"],
    ["TEXT/Event-Stream;x=y", "a"],
    ['text/event-stream; profile="a,b"', "a"],
    ['text/event-stream; profile="text/html, text/plain"; charset=utf-8', "a"],
    ["text/event-stream, */*", "a"],
    ["text/plain, text/event-stream", "a"],
    ["text/event-stream, text/plain", SSE],
  ])("%j", async (type, text) => {
    expect(await collect(readText(responseOf(SSE, type)))).toEqual({
      items: [text],
      error: undefined,
    });
  });

  it.each(["application/x-ndjson", "application/jsonl", "image/png", "text/event-streams"])(
    "%s is none it knows, and says so",
    async (type) => {
      let cancelled = false;
      const body = bodyOf(Array<string>(2000).fill(SSE), { onCancel: () => (cancelled = true) });
      const { items, error } = await collect(readText(responseOf(body, type)));
      expect(items).toEqual([]);
      expect(error).toMatchObject({ code: "format", retryable: false });
      expect(String(error)).toContain(type);
      await vi.waitFor(() => expect(cancelled).toBe(true), 2000);
    },
  );

  it.each([
    "text/plain",
    "text/event-streams",
    "application/json",
    "text/html",
    "text/html; charset=utf-8",
    "garbage",
    "",
  ])("%j is of no account where a format is given", async (type) => {
    for (const [body, format] of [
      [SSE, aiSdkUi],
      [SSE, events(({ data }) => (data === "[DONE]" ? { done: true } : JSON.parse(data).delta))],
      ['{"response":"a","done":true}\n', ollama],
    ] as const)
      expect(await collect(readText(responseOf(body, type), { format }))).toEqual({
        items: ["a"],
        error: undefined,
      });
  });

  it("a refusal is one, whatever format is given", async () => {
    const page = "<title>Sign in</title>";
    for (const [body, type] of [
      [page, "text/html"],
      [SSE, "text/event-stream"],
    ] as const) {
      const response = responseOf(body, type, { status: 403 });
      const { items, error } = await collect(readText(response, { format: aiSdkUi }));
      expect(items).toEqual([]);
      expect(error).toMatchObject({ code: "forbidden", phase: "connect", status: 403 });
    }
    const { error } = await collect(
      readText(responseOf(page, "text/html", { status: 403 }), { format: aiSdkUi }),
    );
    expect(error).toMatchObject({ hint: "html_page", message: 'Answered "Sign in"' });
  });
});

describe("a page that comes where a format of events is given", () => {
  const select = ({ data }: { data: string }): string => data;
  const formats = [aiSdkUi, openaiChat, events(select), events(select, { terminal: true })];
  const LONG = `<title>Sign in</title>${"x".repeat(200_000)}`;

  it.each([
    ["text/html; charset=utf-8", "<!doctype html><title>Sign in</title>", 'Answered "Sign in"'],
    ["text/html", LONG, 'Answered "Sign in"'],
    ["text/html", "<p>Sorry", "Answered text/html"],
    ["application/json", '{"error":{"message":"No credit","code":"billing"}}', "No credit"],
    ["application/problem+json", '{\n"detail":"No credit"\n}\n', "No credit"],
  ])("as %s says why: %.30j", async (type, body, message) => {
    for (const format of formats) {
      const response = responseOf(bodyOf([body.slice(0, 9), body.slice(9)]), type);
      const { items, error } = await collect(readText(response, { format }));
      expect(items).toEqual([]);
      expect(error).toMatchObject({ code: "format", phase: "connect", status: 200, message });
    }
  });

  it.each<[string, string, string, Error?]>([
    ["an event came", "text/html", 'data: {"type":"start"}\n\n<p>Sorry'],
    ["it is blank", "text/html", "\n\n"],
    ["it calls itself a stream", "text/event-stream", ": heartbeat\n\n"],
    ["its connection broke", "text/html", "<p>Sorry", new TypeError("reset")],
  ])("is an interruption where %s", async (_, type, body, breaksWith) => {
    const response = responseOf(bodyOf([body], breaksWith && { breaksWith }), type);
    const { error } = await collect(readText(response, { format: aiSdkUi }));
    expect(error).toMatchObject({ code: "interrupted", phase: "body" });
  });

  it("says so of a run", async () => {
    const stream = createWorkflowStream({
      url: "http://server.test/",
      fetch: async () => responseOf('{"error":"No credit"}', "application/json"),
      format: openaiChat,
    });
    expect(await stream.start()).toMatchObject({ error: { code: "format", message: "No credit" } });
  });
});

describe("the data stream of AI SDK 4", () => {
  const BODY = '0:"Hel"\n0:"lo"\nd:{"finishReason":"stop"}\n';
  const headers = { "x-vercel-ai-data-stream": "v1" };

  it.each(["text/plain; charset=utf-8", "application/octet-stream", ""])(
    "is named where it comes as %j, never shown, and closed",
    async (type) => {
      let cancelled = false;
      const body = bodyOf([BODY], { staysOpen: true, onCancel: () => (cancelled = true) });
      const { items, error } = await collect(readText(responseOf(body, type, { headers })));
      expect(items).toEqual([]);
      expect(error).toMatchObject({ code: "format", phase: "connect", retryable: false });
      expect(String(error)).toContain("data stream of AI SDK 4");
      await vi.waitFor(() => expect(cancelled).toBe(true));
    },
  );

  it("is read where a format for it is given", async () => {
    const format = defineFormat({
      name: "dataStream",
      framing: "lines",
      terminal: true,
      read: ({ data }) =>
        data.startsWith("0:") ? { text: JSON.parse(data.slice(2)) } : { done: true },
    });
    const response = responseOf(BODY, "text/plain", { headers });
    expect(await collect(readText(response, { format }))).toEqual({
      items: ["Hello"],
      error: undefined,
    });
  });

  it("is not what an event stream of ours is, whatever header it has", async () => {
    const response = responseOf(SSE, "text/event-stream", { headers });
    expect((await collect(readText(response))).items).toEqual(["a"]);
  });
});

describe("an event stream that is not ours names what it looks like", () => {
  it.each([
    ["openaiChat", '{"id":"1","object":"chat.completion.chunk","choices":[]}'],
    ["openaiResponses", '{"type":"response.created"}'],
    ["anthropicMessages", '{"type":"message_start","message":{"role":"assistant"}}'],
    ["anthropicMessages", '{ "type": "ping" }'],
    ["gemini", '{"candidates": [{"content": {}}]}'],
    ["agUi", '{"type":"RUN_STARTED","threadId":"1"}'],
    ["agUi", '{"type":"RUN_ERROR","message":"no"}'],
    ["no known format", '{"text":"choices, candidates and RUN_STARTED"}'],
    ["no known format", '{"token":"a"}'],
    ["no known format", '{"type":"chat.delta"}'],
    ["JSON", "hello"],
    ["no known format", "[1]"],
    ["no known format", "null"],
    ["no known format", "{}"],
  ])("%s: %s", async (name, data) => {
    const stream = responseOf(`: hb\n\ndata: ${data}\n\n${SSE}`, "text/event-stream");
    const { items, error } = await collect(readText(stream));
    expect(items).toEqual([]);
    expect(error).toMatchObject({ code: "format", phase: "body", retryable: false });
    expect(String(error)).toContain(name);
  });

  it("by its first event that has data", async () => {
    for (const keepAlive of ["data\n\n", "data:\n\n", "data: \n\n", "event: ping\ndata:\n\n"]) {
      const ours = responseOf(keepAlive + SSE, "text/event-stream");
      expect((await collect(readText(ours))).items, keepAlive).toEqual(["a"]);
      const other = responseOf(`${keepAlive}data: {"choices":[]}\n\n`, "text/event-stream");
      const { error } = await collect(readText(other));
      expect(String(error), keepAlive).toContain("openaiChat");
    }
  });

  it.each([
    ['data: {"error":"no credit"}\n\n'],
    ['data: {"error":{"message":"no credit","type":"billing"}}\n\n'],
    ['data: {"type":"error","error":{"message":"no credit"}}\n\n'],
    ['event: error\ndata: {"message":"no credit"}\n\n'],
    ["event: error\ndata: no credit\n\n"],
  ])("unless that says an error: %j", async (body) => {
    const { error } = await collect(readText(responseOf(body, "text/event-stream")));
    expect(error).toMatchObject({ code: "workflow_failed", message: "no credit" });
  });

  it("by its first event alone", async () => {
    const stream = `data: {"type":"start"}\n\ndata: {"choices":[]}\n\n${SSE}`;
    expect((await collect(readText(responseOf(stream, "text/event-stream")))).items).toEqual(["a"]);
  });
});
