import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { expect, it, vi } from "vitest";
import { streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const DELTAS = ["some ", "te", "x", "t"];
const CUT: Fault = { kind: "cut", afterDeltas: 1, clean: false };
const DOWN: Fault = { kind: "refuse", status: 503 };

/** How long each request waited for after the one before, in ms. */
function waitsOf({ requests }: ScriptedServer): number[] {
  return requests.slice(1).map(({ atMs }, n) => Math.round(atMs - requests[n]!.atMs));
}

it.each([
  ["no sooner", 0, [100, 100, 100, 100, 100, 100]],
  ["no later", 1, [500, 1000, 2000, 4000, 8000, 8000]],
])("looking for a run waits %s than the protocol says", async (_, random, waits) => {
  vi.spyOn(Math, "random").mockReturnValue(random);
  const faults = [CUT, ...waits.slice(1).map(() => DOWN)];
  const server = createScriptedServer({ deltas: DELTAS, faults });
  expect(await settled(streamOf(server).start())).toMatchObject({ text: "some text" });
  expect(waitsOf(server)).toEqual(waits);
});

it("looking for a run begins its count anew with each new byte", async () => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  const server = createScriptedServer({ deltas: DELTAS, faults: [CUT, DOWN, CUT, CUT] });
  await settled(streamOf(server).start());
  expect(waitsOf(server)).toEqual([500, 1000, 500, 500]);
});

it.each<[string, Fault]>([
  ["is down", DOWN],
  ["can't be reached", { kind: "reset", begins: false }],
  ["does not answer", { kind: "silence", begins: false }],
  [
    "stands behind an error page",
    { kind: "refuse", status: 200, body: "<html>", contentType: "text/html" },
  ],
  ["answers without a text", { kind: "cut", afterBytes: 0, clean: true }],
])("a run is given up 25 s after the break when the server %s", async (_, fault) => {
  const faults = [CUT, ...Array.from({ length: 300 }, () => fault)];
  const server = createScriptedServer({ deltas: DELTAS, faults });
  const { status, text, error } = await settled(streamOf(server).start());
  expect([status, text, error?.code]).toEqual(["error", "some ", "interrupted"]);
  expect(error).toMatchObject({ phase: "body", partialText: "some ", retryable: true });
  expect(performance.now()).toBeLessThanOrEqual(25_000);
  expect(performance.now()).toBeGreaterThan(16_000);
});

it("looking for a run obeys Retry-After", async () => {
  const faults: Fault[] = [CUT, { ...DOWN, status: 429, retryAfter: "9" }];
  const server = createScriptedServer({ deltas: DELTAS, faults });
  expect(await settled(streamOf(server).start())).toMatchObject({ text: "some text" });
  expect(server.requests[2]!.atMs - server.requests[1]!.atMs).toBe(9000);
});

it.each([404, 409, 400, 401])(
  "looking for a run ends at once when the server answers %i",
  async (status) => {
    const faults: Fault[] = [CUT, { kind: "refuse", status }];
    const server = createScriptedServer({ deltas: DELTAS, faults });
    const { error } = await settled(streamOf(server).start());
    expect(error?.code).toBe("interrupted");
    expect(server.requests).toHaveLength(2);
  },
);

it.each([
  [502, "upstream_failed"],
  [502, "producer_lost"],
  [502, "draining"],
  [504, "idle_timeout"],
])(
  "looking for a run ends at once when the server says by %i that it failed: %s",
  async (status, code) => {
    const faults: Fault[] = [
      { kind: "cut", afterBytes: 0, clean: false },
      { kind: "refuse", status, code },
    ];
    const server = createScriptedServer({ deltas: DELTAS, faults });
    const stream = streamOf(server);
    const { error } = await settled(stream.start());
    expect(error).toMatchObject({ code: "server", status, serverCode: code });
    expect(server.requests).toHaveLength(2);
    // what failed is not picked up
    await settled(stream.retry());
    expect(server.runs).toHaveLength(2);
  },
);

it.each([
  [502, "bad_gateway"],
  [503, "draining"],
  [503, "store_unavailable"],
])("a %i %s is no word of how a run ended", async (status, code) => {
  const faults: Fault[] = [CUT, { kind: "refuse", status, code }];
  const server = createScriptedServer({ deltas: DELTAS, faults });
  expect(await settled(streamOf(server).start())).toMatchObject({ text: "some text" });
});

it("the break of a connection that lasted has 25 s of its own", async () => {
  const server = createScriptedServer({ deltas: DELTAS, faults: [CUT] });
  let thinking = 2;
  const fetch: typeof globalThis.fetch = async (input, init) =>
    /\/runs\//.test(String(input)) && thinking-- > 0 ? beating(20_000) : server.fetch(input, init);
  const ended = settled(streamOf(server, { fetch }).start());
  expect(await ended).toMatchObject({ status: "done", text: "some text", verified: true });
  expect(performance.now()).toBeGreaterThan(40_000);
});

/** A resumed stream that carries nothing but heartbeats, and breaks after a while. */
function beating(breakAfterMs: number): Response {
  const heartbeat = new TextEncoder().encode(": heartbeat\n\n");
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      for (let ms = 0; ms < breakAfterMs; ms += 5000) {
        controller.enqueue(heartbeat);
        await new Promise((resolve) => setTimeout(resolve, 5000));
      }
      controller.error(new TypeError("terminated"));
    },
  });
  const headers = { "content-type": "text/event-stream", "run-id": "run_x", "run-offset": "5" };
  return new Response(body, { headers });
}
