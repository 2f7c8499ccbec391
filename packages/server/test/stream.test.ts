import { describe, expect, it } from "vitest";
import { memoryStore, WorkflowError } from "../src/index.ts";
import {
  asBackend,
  asEvents,
  handFed,
  parseEvents,
  refusal,
  says,
  setup,
  textOf,
  types,
} from "./support.ts";

const topic = JSON.stringify({ topic: "vision pro" });

describe("a streamed run", () => {
  it("is plain text unless asked otherwise", async () => {
    const { run } = setup();
    const response = await run("explain", { body: topic });

    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
      vary: "Accept, Origin",
      "run-id": expect.stringMatching(/^run_[\w-]{22}$/),
      "run-offset": "0",
      "access-control-allow-origin": "*",
    });
    expect(response.headers.has("connection")).toBe(false);
    expect(response.headers.has("transfer-encoding")).toBe(false);
    expect(response.headers.has("x-vercel-ai-ui-message-stream")).toBe(false);
    expect(await response.text()).toBe("About vision pro");
  });

  it("is an event stream byte for byte as the protocol has it", async () => {
    const { run } = setup([says("say", "Grüße", "", " 😀\n")]);
    const response = await run("say", { headers: asEvents });

    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("x-vercel-ai-ui-message-stream")).toBe("v1");
    expect(await response.text()).toBe(
      [
        `data: {"type":"start","messageId":"${response.headers.get("run-id")}"}`,
        `data: {"type":"text-start","id":"t"}`,
        `id: 7\ndata: {"type":"text-delta","id":"t","delta":"Grüße"}`,
        `id: 13\ndata: {"type":"text-delta","id":"t","delta":" 😀\\n"}`,
        `data: {"type":"text-end","id":"t"}`,
        `data: {"type":"finish"}`,
        `data: [DONE]`,
        ``,
      ].join("\n\n"),
    );
  });

  it.each([
    ["*/*", "", "text/plain; charset=utf-8"],
    ["text/plain", "", "text/plain; charset=utf-8"],
    ["application/json", "", "text/plain; charset=utf-8"],
    ["text/event-stream", "", "text/event-stream"],
    ["text/event-stream, text/plain;q=0.5", "", "text/event-stream"],
    ["Text/Event-Stream, */*", "", "text/event-stream"],
    ["text/event-stream;q=0.5, text/plain", "", "text/plain; charset=utf-8"],
    ["text/event-stream;q=0", "", "text/plain; charset=utf-8"],
    ["text/plain", "&format=sse", "text/event-stream"],
  ])("negotiates %s %s", async (accept, query, contentType) => {
    const { call, token } = setup();
    const response = await call(`/run/explain/stream?token=${await token()}${query}`, {
      method: "POST",
      headers: { accept },
      body: topic,
    });
    expect(response.headers.get("content-type")).toBe(contentType);
    await response.text();
  });

  it("takes the token as a bearer, and inputs as text/plain with unknown members", async () => {
    const { call, token } = setup();
    const response = await call("/run/explain/stream", {
      method: "POST",
      headers: { authorization: `Bearer ${await token()}`, "content-type": "text/plain" },
      body: JSON.stringify({ topic: "tea", id: "x", messages: [], trigger: "submit-message" }),
    });
    expect(await response.text()).toBe("About tea");
  });

  it("keeps a byte order mark and replaces lone surrogates before counting", async () => {
    const { run } = setup([says("odd", "\uFEFFa\uD83D", "\uDE00b\uDC00c", "end\uD83D")]);
    const text = "\uFEFFa😀b\uFFFDcend\uFFFD";
    const events = parseEvents(await (await run("odd", { headers: asEvents })).text());
    expect(textOf(events)).toBe(text);
    const ids = events.flatMap(({ id }) => id ?? []);
    expect(ids.at(-1)).toBe(new TextEncoder().encode(text).length);
    expect(events[2]).toEqual({ id: 4, data: { type: "text-delta", id: "t", delta: "\uFEFFa" } });

    const plain = new Uint8Array(await (await run("odd")).arrayBuffer());
    expect(plain).toEqual(new TextEncoder().encode(text));
  });

  it("delivers each delta as it comes", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    fed.push("one");
    const response = await run("fed");
    const reader = response.body?.getReader();
    const decode = (chunk?: { value: Uint8Array | undefined }): string =>
      new TextDecoder().decode(chunk?.value);
    expect(decode(await reader?.read())).toBe("one");
    fed.push("two");
    expect(decode(await reader?.read())).toBe("two");
    fed.end();
    expect((await reader?.read())?.done).toBe(true);
  });
});

describe("a failing run", () => {
  it("ends an event stream with its public code and sentence", async () => {
    const fed = handFed();
    const { run, errors } = setup([fed.workflow]);
    fed.push("begun");
    fed.fail(new WorkflowError("The model is overloaded.", { code: "upstream_failed" }));
    const events = parseEvents(await (await run("fed", { headers: asEvents })).text());
    expect(types(events).slice(2)).toEqual(["text-delta", "text-end", "error", "[DONE]"]);
    expect(events.at(-2)?.data).toEqual({
      type: "error",
      errorText: "The model is overloaded.",
      code: "upstream_failed",
    });
    expect(errors).toEqual([expect.any(WorkflowError)]);
  });

  it("keeps the message of an ordinary error to itself", async () => {
    const fed = handFed();
    const { run, errors } = setup([fed.workflow]);
    const thrown = new Error("key sk_live_secret was refused");
    fed.push("begun");
    fed.fail(thrown);
    const body = await (await run("fed", { headers: asEvents })).text();
    expect(body).not.toContain("secret");
    expect(parseEvents(body).at(-2)?.data).toMatchObject({ code: "workflow_failed" });
    expect(errors).toEqual([thrown]);
  });

  it("breaks a plain text body after the text that came", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    fed.push("begun");
    fed.fail(new Error("no"));
    const reader = (await run("fed")).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("begun");
    await expect(reader?.read()).rejects.toThrow("ended as failed");
  });

  it.each([
    ["upstream_failed", 502],
    ["upstream_timeout", 504],
    ["workflow_failed", 502],
  ] as const)("is a real status when it fails at once: %s", async (code, status) => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    fed.fail(new WorkflowError("Nothing came.", { code, cause: new Error("deep") }));
    const response = await run("fed", { headers: asEvents });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, success: false, error: "Nothing came." });
  });

  it("fails when a workflow yields what is no text", async () => {
    const { run, errors } = setup([
      {
        ...says("numbers"),
        run: async function* () {
          yield 1 as unknown as string;
        },
      },
    ]);
    expect((await run("numbers")).status).toBe(502);
    expect(errors).toEqual([expect.any(TypeError)]);
  });
});

describe("a run that is not streamed", () => {
  it("answers with the whole text", async () => {
    const { call, reports } = setup();
    const init = { method: "POST", headers: asBackend, body: topic };
    const response = await call("/run/explain", init);
    expect(await response.json()).toEqual({
      success: true,
      result: "About vision pro",
      runId: expect.stringMatching(/^run_/),
      usage: null,
    });
    expect(reports).toEqual([
      {
        runId: expect.any(String),
        workflowId: "explain",
        owner: expect.stringMatching(/^[\da-f]{12}$/),
        status: "done",
        firstTextMs: expect.any(Number),
        durationMs: expect.any(Number),
        bytes: 16,
        parts: 0,
      },
    ]);
  });

  it("answers with the whole of a text that was there before it was read", async () => {
    const text = "日本語 ".repeat(40_000);
    const store = memoryStore();
    const read: typeof store.runs.read = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return store.runs.read(...args);
    };
    const { call } = setup([says("long", text)], {
      store: { ...store, runs: { ...store.runs, read } },
    });
    const response = await call("/run/long", { method: "POST", headers: asBackend });
    expect(await response.json()).toMatchObject({ result: text });
  });

  it("answers a failure with its status, however late", async () => {
    const fed = handFed();
    const { call, reports } = setup([fed.workflow]);
    fed.push("some text");
    fed.fail(new WorkflowError("Too slow.", { code: "upstream_timeout" }));
    const response = await call("/run/fed", { method: "POST", headers: asBackend });
    expect(response.status).toBe(504);
    expect(reports).toMatchObject([{ status: "failed", errorCode: "upstream_timeout", bytes: 9 }]);
  });

  it("is abandoned when its client goes", async () => {
    const fed = handFed();
    const { call, reports } = setup([fed.workflow]);
    const client = new AbortController();
    const { signal } = client;
    const answer = call("/run/fed", { method: "POST", headers: asBackend, signal });
    await expect.poll(() => fed.calls).toBe(1);
    client.abort();
    expect(await refusal(await answer)).toEqual({ status: 502, code: "abandoned" });
    expect(fed.signal?.aborted).toBe(true);
    expect(reports).toMatchObject([{ status: "failed", errorCode: "abandoned" }]);
  });
});
