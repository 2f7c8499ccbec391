import { createScriptedServer } from "@workflow-stream/testing";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { expectExactBeside, expectHonest } from "../support/honesty.ts";
import { openPageOf, type Shelf } from "../support/pages.ts";
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
  if (given.reloadAfterMs !== undefined) return holdsOverReload(given);
  vi.spyOn(Math, "random").mockReturnValue(given.random);
  vi.stubGlobal("navigator", { onLine: !given.isOffline });
  const server = createScriptedServer(given);
  const deltas: string[] = [];
  const values: unknown[] = [];
  const stream = streamOf(server, {
    resume: given.resume,
    flush: given.flush,
    onDelta: (delta) => deltas.push(delta),
    onData: (_, value) => values.push(value),
  });
  const heard = record(stream);
  const ended = stream.start({});
  if (given.stopAfterMs !== undefined) setTimeout(stream.stop, given.stopAfterMs);
  const result = await settled(ended);
  await pass(2000);

  expectHonest(result, given);
  expectExactBeside(result, values, given);
  const { status, text, reasoning, sources, data } = result;
  expect(stream.getSnapshot()).toMatchObject({ status, text, reasoning, sources, data });
  expect(deltas.join("")).toBe(text);
  expect(heard.map(({ delta }) => delta).join("")).toBe(text);
  expect(server.runs.length).toBeLessThanOrEqual(1);
  expect(server.tokensConsumed).toBe(server.runs.length);
  expect(server.openBodies).toBe(0);

  // what was lost on the way may still be had
  if (status !== "error" || !given.resume) return;
  const posts = server.count("POST");
  const valuesBefore = values.length;
  const again = await settled(stream.retry());
  expectHonest(again, given);
  // a run of its own is heard from its beginning, also where it was stopped before it had one
  const isNew = server.count("POST") > posts;
  expectExactBeside(again, isNew ? values.slice(valuesBefore) : values, given);
}

/** The same, over a reload: the server's state survives, the client's does not. */
async function holdsOverReload(given: Scenario): Promise<void> {
  vi.spyOn(Math, "random").mockReturnValue(given.random);
  vi.stubGlobal("navigator", { onLine: !given.isOffline });
  const server = createScriptedServer(given);
  const shelf: Shelf = { text: null };
  const before = openPageOf(server, shelf, { flush: given.flush });
  void before.stream.start({});
  await pass(given.reloadAfterMs ?? 0);
  // a run that failed, or was stopped, is not gone on with
  const isOver = shelf.text === null && !before.stream.getSnapshot().isLoading;
  const runsBefore = server.runs.length;
  before.close();

  const deltas: string[] = [];
  const values: unknown[] = [];
  const { stream } = openPageOf(server, shelf, {
    flush: given.flush,
    onDelta: (delta) => deltas.push(delta),
    onData: (_, value) => values.push(value),
  });
  void stream.restore();
  const ended = stream.start({});
  if (given.stopAfterMs !== undefined) setTimeout(stream.stop, given.stopAfterMs);
  const result = await settled(ended);
  await pass(2000);

  expectHonest(result, { ...given, resume: true });
  expectExactBeside(result, values, given);
  expect(deltas.join("")).toBe(result.text);
  expect(server.runs.length).toBeLessThanOrEqual(isOver ? runsBefore + 1 : 1);
  expect(server.tokensConsumed).toBe(server.runs.length);
  expect(server.openBodies).toBe(0);
}
