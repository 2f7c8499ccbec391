import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
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
    expect(resumes(server)).toEqual(["/api/v1/runs/ID/stream?offset=5&parts=0"]);
    const [post, resume] = server.requests.map(credentialsOf);
    expect(resume).toEqual({ token: null, runKey: post!.runKey });
    expect(server.tokensConsumed).toBe(1);
  });

  it.each(["sse", "plain"] as const)(
    "is exact wherever it breaks (%s)",
    async (format) => {
      for (let afterBytes = 0; afterBytes < (format === "sse" ? 600 : 40); afterBytes++) {
        const faults: Fault[] = [{ kind: "cut", afterBytes, clean: afterBytes % 2 === 0 }];
        const server = createScriptedServer({ deltas: DELTAS, format, faults });
        expect(await settled(streamOf(server).start())).toMatchObject({
          text: TEXT,
          verified: true,
        });
      }
    },
    30_000,
  );

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

it.each<[string, boolean]>([
  ["without resume", false],
  ["of a server that names no run", true],
])("a run %s that breaks off is interrupted, not looked for", async (_, resume) => {
  const server = createScriptedServer({ deltas: DELTAS, faults: [CUT] });
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await server.fetch(input, init);
    if (resume) response.headers.delete("run-id");
    return response;
  };
  const { error, text } = await settled(streamOf(server, { fetch, resume }).start());
  expect([error?.code, text]).toEqual(["interrupted", "née "]);
  expect(server.requests).toHaveLength(1);
});

it("a repeated request attaches to the run it had begun, which is billed once", async () => {
  const lost: Fault = { kind: "reset", begins: true };
  const server = createScriptedServer({ deltas: DELTAS, faults: [lost, lost] });
  expect(await settled(streamOf(server).start())).toMatchObject({ text: TEXT, verified: true });
  expect(server.runs).toHaveLength(1);
  expect(server.tokensConsumed).toBe(1);
});
