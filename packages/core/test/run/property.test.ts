import { createScriptedServer } from "@workflow-stream/testing";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { expectHonest } from "../support/honesty.ts";
import { type Scenario, scenario } from "../support/scenarios.ts";
import { record, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env.PROPERTY_RUNS ?? 2500);

useVirtualTime();

it(`a text is exact or says that it is not, whatever breaks (seed ${seed})`, async () => {
  console.info(`PROPERTY_SEED=${seed}`);
  await fc.assert(fc.asyncProperty(scenario, holds), { seed, numRuns });
}, 600_000);

async function holds(given: Scenario): Promise<void> {
  vi.spyOn(Math, "random").mockReturnValue(given.random);
  vi.stubGlobal("navigator", { onLine: !given.isOffline });
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

  expectHonest(result, given);
  const { status, text } = result;
  expect(stream.getSnapshot()).toMatchObject({ status, text });
  expect(deltas.join("")).toBe(text);
  expect(heard.map(({ delta }) => delta).join("")).toBe(text);
  expect(server.runs.length).toBeLessThanOrEqual(1);
  expect(server.tokensConsumed).toBe(server.runs.length);
  expect(server.openBodies).toBe(0);

  // what was lost on the way may still be had
  if (status === "error" && given.resume) expectHonest(await settled(stream.retry()), given);
}
