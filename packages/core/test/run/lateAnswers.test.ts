import { createScriptedServer } from "@workflow-stream/testing";
import { expect, it, vi } from "vitest";
import { streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** A `fetch` that drops the signal, as wrappers do, and answers after a while; and how many of its bodies are open. */
function slowFetch(afterMs: number): { fetch: typeof globalThis.fetch; open: () => number } {
  let open = 0;
  const fetch = async (): Promise<Response> => {
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    open++;
    const body = new ReadableStream({ cancel: () => void open-- });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
  return { fetch, open: () => open };
}

it("an answer that comes after stop() is closed", async () => {
  const { fetch, open } = slowFetch(500);
  const stream = streamOf(createScriptedServer({ deltas: [] }), { fetch, resume: false });
  const ended = stream.start();
  await pass(100);
  stream.stop();
  expect(await settled(ended)).toMatchObject({ status: "stopped" });
  await pass(1000);
  expect(open()).toBe(0);
});

it("an answer that comes after its time-out is closed", async () => {
  const { fetch, open } = slowFetch(500);
  const options = { fetch, resume: false, connectTimeoutMs: 200 } as const;
  const stream = streamOf(createScriptedServer({ deltas: [] }), options);
  expect(await settled(stream.start())).toMatchObject({ error: { code: "connect_timeout" } });
  await pass(1000);
  expect(open()).toBe(0);
});

it("a body is closed by stop() though the wrapper dropped the signal", async () => {
  const { fetch, open } = slowFetch(10);
  const stream = streamOf(createScriptedServer({ deltas: [] }), { fetch, resume: false });
  const ended = stream.start();
  await pass(100);
  expect(open()).toBe(1);
  stream.stop();
  await settled(ended);
  await pass(10);
  expect(open()).toBe(0);
});

it("a body is closed where a listener stops at its headers, though the wrapper dropped the signal", async () => {
  const { fetch, open } = slowFetch(10);
  const options = { fetch, resume: false, flush: "sync" } as const;
  const stream = streamOf(createScriptedServer({ deltas: [] }), options);
  stream.subscribe(({ timing }) => timing.headers !== undefined && stream.stop());
  expect(await settled(stream.start(), 100)).toMatchObject({ status: "stopped" });
  await pass(10);
  expect(open()).toBe(0);
});

it("an answer about the run's status that is none is closed when it was heard", async () => {
  let open = 0;
  const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
    const headers = { "run-id": "run_x", "run-offset": "0", "content-type": "text/plain" };
    if (init?.method === "POST") return new Response("text", { headers });
    open++;
    return new Response(new ReadableStream({ cancel: () => void open-- }), { status: 500 });
  };
  const stream = streamOf(createScriptedServer({ deltas: [] }), { fetch, flush: "sync" });
  let openAtBreak: number | undefined;
  stream.subscribe(({ status }) => {
    if (status === "reconnecting") openAtBreak ??= open;
  });
  const ended = stream.start();
  await pass(50);
  expect(openAtBreak).toBe(0);
  stream.stop();
  await settled(ended);
});

it.each([
  ["is of another library", {}],
  ["gives no promise", { cancel: () => undefined }],
  [
    "throws",
    {
      cancel: () => {
        throw new Error("closed already");
      },
    },
  ],
])("a late answer whose body %s ends nothing else", async (_, body) => {
  const onUnhandled = vi.fn<(reason: unknown) => void>();
  process.on("unhandledRejection", onUnhandled);
  const fetch = async (): Promise<Response> => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { ...new Response(), ok: true, status: 200, body } as Response;
  };
  const stream = streamOf(createScriptedServer({ deltas: [] }), { fetch, resume: false });
  const ended = stream.start();
  await pass(100);
  stream.stop();
  await settled(ended);
  await pass(1000);
  vi.useRealTimers();
  await new Promise((resolve) => setTimeout(resolve));
  process.off("unhandledRejection", onUnhandled);
  expect(onUnhandled).not.toHaveBeenCalled();
});

it("no timer outlives a run that ended well", async () => {
  const stream = streamOf(createScriptedServer({ deltas: ["text"] }));
  await settled(stream.start());
  await pass(20);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  [
    "that may be its last",
    'data: {"type":"text-delta","id":"t","delta":"a"}\n\ndata: {"type":"finish"}\n\ndata: [DONE]\n\n',
  ],
])("a body that stays open after an event %s is let go after 1 s", async (_, text) => {
  let isOpen = true;
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    cancel: () => void (isOpen = false),
  });
  const headers = { "content-type": "text/event-stream" };
  const fetch = async (): Promise<Response> => new Response(body, { headers });
  const stream = streamOf(createScriptedServer({ deltas: [] }), { fetch, resume: false });
  expect(await settled(stream.start(), 10)).toMatchObject({ status: "done", text: "a" });
  expect(isOpen).toBe(true);
  await pass(1001);
  expect(isOpen).toBe(false);
});
