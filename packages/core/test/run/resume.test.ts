import { describe, expect, it, vi } from "vitest";
import type { Fault } from "../support/scriptedFaults.ts";
import { createScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { credentialsOf, record, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const DELTAS = ["née ", "漢字 ", "👩‍👩‍👧 ", "end"];
const TEXT = DELTAS.join("");
const CUT: Fault = { kind: "cut", afterDeltas: 1, clean: false };
const DOWN: Fault = { kind: "refuse", status: 503 };

function resumes(server: ScriptedServer): string[] {
  return server.requests
    .filter(({ method }) => method === "GET")
    .map(({ url }) => url.pathname.replace(/run_[\w-]+/, "ID") + url.search);
}

describe("a text that breaks off", () => {
  it("goes on from the byte it had, with the Run-Key alone", async () => {
    const server = createScriptedServer({ deltas: DELTAS, faults: [CUT] });
    const result = await settled(streamOf(server).start());
    expect(result).toMatchObject({ status: "done", text: TEXT, verified: true, isPartial: false });
    expect(resumes(server)).toEqual(["/api/v1/runs/ID/stream?offset=5"]);
    const [post, resume] = server.requests.map(credentialsOf);
    expect(resume).toEqual({ token: null, runKey: post!.runKey });
    expect(server.tokensConsumed).toBe(1);
  });

  it.each(["sse", "plain"] as const)("is exact wherever it breaks (%s)", async (format) => {
    for (let afterBytes = 0; afterBytes < 330; afterBytes++) {
      const faults: Fault[] = [{ kind: "cut", afterBytes, clean: afterBytes % 2 === 0 }];
      const server = createScriptedServer({ deltas: DELTAS, format, faults });
      expect(await settled(streamOf(server).start())).toMatchObject({ text: TEXT, verified: true });
    }
  });

  it.each(["sse", "plain"] as const)("drops what was sent again (%s)", async (format) => {
    for (let bytes = 0; bytes < 12; bytes++) {
      const where = format === "sse" ? { afterDeltas: 2 } : { afterBytes: 9 };
      const cut: Fault = { kind: "cut", clean: false, ...where };
      const faults: Fault[] = [cut, { kind: "replay", bytes }, { kind: "duplicate" }];
      const server = createScriptedServer({ deltas: DELTAS, format, faults });
      expect(await settled(streamOf(server).start())).toMatchObject({ text: TEXT, verified: true });
    }
  });

  it("asks again when a part is missing", async () => {
    const server = createScriptedServer({ deltas: DELTAS, faults: [CUT] });
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = await server.fetch(input, init);
      if (server.requests.length !== 2) return response;
      const events = (await response.text()).replace(/id: 12\n.*\n\n/, "");
      return new Response(events, response);
    };
    expect(await settled(streamOf(server, { fetch }).start())).toMatchObject({ text: TEXT });
    expect(resumes(server)).toHaveLength(2);
  });

  it("keeps what came while it looks for the rest", async () => {
    const server = createScriptedServer({ deltas: DELTAS, faults: [CUT, DOWN, DOWN] });
    const stream = streamOf(server);
    const heard = record(stream);
    await settled(stream.start());
    const looking = heard.filter(({ snapshot }) => snapshot.status === "reconnecting");
    expect(looking.length).toBeGreaterThan(0);
    for (const { snapshot } of looking)
      expect(snapshot).toMatchObject({ text: "née ", isLoading: true });
  });
});

describe("looking for a run", () => {
  it.each([
    ["no sooner", 0, [100, 100, 100, 100, 100, 100]],
    ["no later", 1, [500, 1000, 2000, 4000, 8000]],
  ])("waits %s than the protocol says", async (_, random, waits) => {
    vi.spyOn(Math, "random").mockReturnValue(random);
    const faults = [CUT, ...waits.slice(1).map(() => DOWN)];
    const server = createScriptedServer({ deltas: DELTAS, faults });
    expect(await settled(streamOf(server).start())).toMatchObject({ text: TEXT });
    const times = server.requests.map(({ atMs }) => atMs);
    expect(times.slice(1).map((at, n) => Math.round(at - times[n]!))).toEqual(waits);
  });

  it("begins its count anew with each new byte", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const server = createScriptedServer({ deltas: DELTAS, faults: [CUT, DOWN, CUT, CUT] });
    await settled(streamOf(server).start());
    const times = server.requests.map(({ atMs }) => atMs);
    expect(times.slice(1).map((at, n) => Math.round(at - times[n]!))).toEqual([
      500, 1000, 500, 500,
    ]);
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
  ])("is given up 25 s after the break when the server %s", async (_, fault) => {
    const faults = [CUT, ...Array.from({ length: 300 }, () => fault)];
    const server = createScriptedServer({ deltas: DELTAS, faults });
    const { status, text, error } = await settled(streamOf(server).start());
    expect([status, text, error?.code]).toEqual(["error", "née ", "interrupted"]);
    expect(error).toMatchObject({ phase: "body", partialText: "née ", retryable: true });
    expect(performance.now()).toBeLessThanOrEqual(25_000);
    expect(performance.now()).toBeGreaterThan(16_000);
  });

  it("obeys Retry-After", async () => {
    const faults: Fault[] = [CUT, { ...DOWN, status: 429, retryAfter: "9" }];
    const server = createScriptedServer({ deltas: DELTAS, faults });
    expect(await settled(streamOf(server).start())).toMatchObject({ text: TEXT });
    expect(server.requests[2]!.atMs - server.requests[1]!.atMs).toBe(9000);
  });

  it.each([404, 409, 400, 401])("ends at once when the server answers %i", async (status) => {
    const faults: Fault[] = [CUT, { kind: "refuse", status }];
    const server = createScriptedServer({ deltas: DELTAS, faults });
    const { error } = await settled(streamOf(server).start());
    expect(error?.code).toBe("interrupted");
    expect(server.requests).toHaveLength(2);
  });
});

it.each<[string, object, number]>([
  ["without resume", { resume: false }, 1],
  ["of a server that names no run", { fetch: "anonymous" }, 1],
])("a run %s that breaks off is interrupted, not looked for", async (_, options, requests) => {
  const server = createScriptedServer({ deltas: DELTAS, faults: [CUT] });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await server.fetch(input, init);
    response.headers.delete("run-id");
    return response;
  };
  const changes = "fetch" in options ? { fetch } : options;
  const { error, text } = await settled(streamOf(server, changes).start());
  expect([error?.code, text]).toEqual(["interrupted", "née "]);
  expect(server.requests).toHaveLength(requests);
});

it("a repeated request attaches to the run it had begun, which is billed once", async () => {
  const lost: Fault = { kind: "reset", begins: true };
  const server = createScriptedServer({ deltas: DELTAS, faults: [lost, lost] });
  expect(await settled(streamOf(server).start())).toMatchObject({ text: TEXT, verified: true });
  expect(server.runs).toHaveLength(1);
  expect(server.tokensConsumed).toBe(1);
});
