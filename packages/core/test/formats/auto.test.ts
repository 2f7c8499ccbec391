import { describe, expect, it, vi } from "vitest";
import { aiSdkUi, events, ollama } from "../../src/formats/index.ts";
import { readText } from "../../src/index.ts";
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

  it("the body is of no account where a format is given", async () => {
    for (const type of ["text/plain", "text/event-streams", ""])
      expect((await collect(readText(responseOf(SSE, type), { format: aiSdkUi }))).items).toEqual([
        "a",
      ]);
  });

  it("lines may come as JSON, events may not", async () => {
    const line = '{"response":"a","done":true}\n';
    const json = "application/json";
    expect((await collect(readText(responseOf(line, json), { format: ollama }))).items).toEqual([
      "a",
    ]);
    const { error } = await collect(
      readText(responseOf(line, json), { format: events(({ data }) => data) }),
    );
    expect(error).toMatchObject({ code: "format" });
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
    ["no known format", '{"token":"a"}'],
    ["no known format", '{"type":"chat.delta"}'],
    ["JSON", "hello"],
    ["no known format", "[1]"],
    ["no known format", "null"],
    ["JSON", ""],
  ])("%s: %s", async (name, data) => {
    const stream = responseOf(`: hb\n\ndata: ${data}\n\n${SSE}`, "text/event-stream");
    const { items, error } = await collect(readText(stream));
    expect(items).toEqual([]);
    expect(error).toMatchObject({ code: "format", phase: "body", retryable: false });
    expect(String(error)).toContain(name);
  });

  it("by its first event alone", async () => {
    const stream = `data: {"type":"start"}\n\ndata: {"choices":[]}\n\n${SSE}`;
    expect((await collect(readText(responseOf(stream, "text/event-stream")))).items).toEqual(["a"]);
  });
});
