import { createScriptedServer, type Script, type ScriptedServer } from "@workflow-stream/testing";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunResult } from "../../src/index.ts";
import { listen } from "../support/breakingServer.ts";
import { expectExactBeside, expectHonest } from "../support/honesty.ts";
import { type Scenario, scenario } from "../support/scenarios.ts";
import { isStreaming, reached, streamOf } from "../support/streams.ts";

const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);
const DELTAS = ["née ", "漢字 ", "👩‍👩‍👧 ", "end"];

// the shortest wait that the protocol allows
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

/** Runs a script over sockets of its own. */
async function run(
  script: Script,
  { resume, stopAfterMs, timeoutMs = 5000 }: Partial<Scenario> & { timeoutMs?: number } = {},
): Promise<{ server: ScriptedServer; result: RunResult; values: unknown[] }> {
  const values: unknown[] = [];
  const server = createScriptedServer(script);
  const { baseUrl, close } = await listen(server);
  const stream = streamOf(server, {
    baseUrl,
    fetch: undefined,
    resume,
    connectTimeoutMs: timeoutMs,
    stallTimeoutMs: timeoutMs,
    onData: (_, value) => values.push(value),
  });
  const ended = stream.start({});
  if (stopAfterMs !== undefined) setTimeout(stream.stop, stopAfterMs);
  const result = await ended;
  await close();
  return { server, result, values };
}

describe.each(["sse", "plain"] as const)("a socket destroyed while it carries %s", (format) => {
  it("is followed by another, and the text is exact", async () => {
    const cuts = Array.from({ length: format === "sse" ? 60 : 34 }, (_, n) => n);
    const step = format === "sse" ? 7 : 1;
    const runs = cuts.map((n) =>
      run({
        deltas: DELTAS,
        format,
        faults: [{ kind: "cut", afterBytes: n * step, clean: n % 3 === 0 }],
      }),
    );
    for (const { server, result } of await Promise.all(runs)) {
      expect(result).toMatchObject({ status: "done", text: DELTAS.join(""), verified: true });
      expect(server.runs).toHaveLength(1);
    }
  });
});

it("a run whose answer never came is not begun again", async () => {
  const lost = { kind: "reset", begins: true } as const;
  const { server, result } = await run({ deltas: DELTAS, faults: [lost, lost] });
  expect(result).toMatchObject({ status: "done", text: DELTAS.join("") });
  expect(server.runs).toHaveLength(1);
});

it("a socket that falls silent is left, and another asked", async () => {
  const script: Script = { deltas: DELTAS, faults: [{ kind: "stall", afterDeltas: 2 }] };
  const { server, result } = await run(script, { timeoutMs: 1000 });
  expect(result).toMatchObject({ status: "done", text: DELTAS.join("") });
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
  expect(server.openBodies).toBe(0);
});

it("a stop closes the socket and cancels the run", async () => {
  const faults = [{ kind: "stall", afterDeltas: 2 }] as const;
  const server = createScriptedServer({ deltas: DELTAS, faults });
  const { baseUrl, close } = await listen(server);
  const stream = streamOf(server, { baseUrl, fetch: undefined });
  void stream.start({});
  await reached(stream, isStreaming);
  stream.stop();
  await vi.waitFor(() => expect(server.openBodies).toBe(0), 5000);
  await vi.waitFor(() => expect(server.runs[0]!.isCancelled).toBe(true), 5000);
  await close();
});

it("a server that is gone is a network error with its cause", async () => {
  const server = createScriptedServer({ deltas: DELTAS });
  const { baseUrl, close } = await listen(server);
  await close();
  const stream = streamOf(server, { baseUrl, fetch: undefined });
  const { error } = await stream.start({});
  expect(error).toMatchObject({ code: "network", phase: "connect", cause: expect.any(TypeError) });
});

it(`any text is exact or says that it is not, whatever breaks (seed ${seed})`, async () => {
  console.info(`PROPERTY_SEED=${seed}`);
  const scenarios = fc.sample(scenario.filter(isShort), { seed, numRuns: 80 });
  for (let at = 0; at < scenarios.length; at += 40)
    await Promise.all(scenarios.slice(at, at + 40).map(holds));
}, 60_000);

/** Whether a scenario takes no real time to speak of; the others are run in virtual time. */
function isShort({ faults, format, ending }: Scenario): boolean {
  const isNeverWhole = format === "plain" && typeof ending === "object" && "error" in ending;
  return !isNeverWhole && faults.every((fault) => !fault.delayMs && !("retryAfter" in fault));
}

async function holds(given: Scenario): Promise<void> {
  try {
    const { server, result, values } = await run(given, { ...given, timeoutMs: 400 });
    expectHonest(result, given);
    expectExactBeside(result, values, given);
    expect(server.runs.length).toBeLessThanOrEqual(1);
  } catch (cause) {
    throw new Error(`It does not hold for ${JSON.stringify(given)}`, { cause });
  }
}
