import { createScriptedServer } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import { streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

it.each<[string, string[], number, string]>([
  ["keeps its beginning", ["some ", "text"], 7, "some te"],
  ["is cut at the limit exactly", ["some ", "text"], 5, "some "],
  ["keeps no half of a surrogate pair", ["ab😀"], 3, "ab"],
  ["takes nothing of what comes after the cut", ["ab😀", "c"], 3, "ab"],
])("a text longer than maxChars %s", async (_, deltas, maxChars, text) => {
  const stream = streamOf(createScriptedServer({ deltas }), { maxChars });
  const result = await settled(stream.start());
  expect(result).toMatchObject({ status: "error", text, isPartial: true, verified: false });
  expect(result.error).toMatchObject({ code: "too_long", partialText: text, retryable: false });
  expect(stream.getSnapshot()).toMatchObject({ status: "error", text, isPartial: true });
});

it("a text just as long is complete", async () => {
  const stream = streamOf(createScriptedServer({ deltas: ["some ", "text"] }), { maxChars: 9 });
  expect(await settled(stream.start())).toMatchObject({ status: "done", text: "some text" });
});

it("a text that is too long is not read on, and its run is cancelled on the server", async () => {
  const server = createScriptedServer({ deltas: ["some ", "text"], chunkBytes: [60], gapMs: 10 });
  await settled(streamOf(server, { maxChars: 3 }).start());
  await pass(10);
  expect(server.openBodies).toBe(0);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
});

it("a text that is too long is so where its chunk ends within a character", async () => {
  const bytes = new TextEncoder().encode("水".repeat(50));
  const methods: (string | undefined)[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    methods.push(init?.method);
    const headers = { "content-type": "text/plain", "run-id": "run_x", "run-offset": "0" };
    return new Response(init?.method === "POST" ? bytes.subarray(0, -1) : null, { headers });
  };
  const stream = streamOf(createScriptedServer({ deltas: [] }), { fetch, maxChars: 20 });
  const { error } = await settled(stream.start());
  expect(error).toMatchObject({ code: "too_long", partialText: "水".repeat(20) });
  expect(methods).toEqual(["POST", "DELETE"]);
});

it("an event that never ends is too_long in little memory, and its run is cancelled", async () => {
  const chunk = new Uint8Array(1 << 20).fill(97);
  let chunks = 0;
  let isOpen = true;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("data: ")),
    pull(controller) {
      if (++chunks > 700) controller.close();
      else controller.enqueue(chunk);
    },
    cancel: () => void (isOpen = false),
  });
  const methods: (string | undefined)[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    methods.push(init?.method);
    const headers = { "content-type": "text/event-stream", "run-id": "run_x", "run-offset": "0" };
    return new Response(init?.method === "POST" ? body : null, { headers });
  };
  const stream = streamOf(createScriptedServer({ deltas: [] }), { fetch, maxChars: 1000 });
  const { error } = await settled(stream.start());
  expect(error).toMatchObject({ code: "too_long", phase: "body", retryable: false });
  await pass(1100);
  expect(chunks).toBeLessThan(8);
  expect(isOpen).toBe(false);
  expect(methods).toEqual(["POST", "DELETE"]);
});
