import fc from "fast-check";
import { expect, it, vi } from "vitest";
import type { RunResult } from "../../src/index.ts";
import { type Scenario, scenario } from "../support/scenarios.ts";
import { createScriptedServer } from "../support/scriptedServer.ts";
import { record, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

const RUNS = Number(process.env.PROPERTY_RUNS ?? 2500);
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);

useVirtualTime();

it(`is exact or says that it is not, whatever breaks (PROPERTY_SEED=${seed})`, async () => {
  console.info(`PROPERTY_SEED=${seed}`);
  await fc.assert(fc.asyncProperty(scenario, holds), { seed, numRuns: RUNS });
}, 600_000);

async function holds(given: Scenario): Promise<void> {
  vi.spyOn(Math, "random").mockReturnValue(given.random);
  const server = createScriptedServer(given);
  const deltas: string[] = [];
  const stream = streamOf(server, {
    resume: given.resume,
    flush: given.flush,
    onDelta: (delta) => deltas.push(delta),
  });
  const heard = record(stream);
  const ended = stream.start({});
  if (given.stopAfterMs !== undefined) setTimeout(stream.stop, given.stopAfterMs);
  const result = await settled(ended);
  await pass(2000);

  const whole = wholeText(given);
  isHonest(result, whole, given);
  expect(stream.getSnapshot().text).toBe(result.text);
  expect(stream.getSnapshot().status).toBe(result.status);
  expect(deltas.join("")).toBe(result.text);
  expect(heard.reduce((text, { delta }) => text + delta, "")).toBe(result.text);
  expect(server.runs.length).toBeLessThanOrEqual(1);
  expect(server.openBodies).toBe(0);

  if (result.status === "error" && given.resume && result.error?.retryable) {
    const again = await settled(stream.retry());
    isHonest(again, whole, given);
  }
}

function wholeText({ deltas, format, resume }: Scenario): string {
  const text = deltas.join("");
  // without our protocol, a byte order mark at the beginning of raw UTF-8 is not text
  return format === "plain" && !resume ? text.replace(/^\uFEFF/, "") : text;
}

function isHonest(result: RunResult, whole: string, { ending, format, resume }: Scenario): void {
  const { status, text, isPartial, verified, error } = result;
  expect(whole.startsWith(text)).toBe(true);
  expect(text).not.toMatch(/\p{Cs}/u);
  expect(isPartial).toBe(status !== "done");
  expect(error !== undefined).toBe(status === "error");
  if (verified) expect(text).toBe(whole);
  // only a clean end of raw text can't be told from a break, and that is said
  else if (status === "done") expect([format, resume]).toEqual(["plain", false]);
  if (ending !== "finish") expect(status === "done" && verified).toBe(false);
}
