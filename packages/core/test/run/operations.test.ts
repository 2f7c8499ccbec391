import { createScriptedServer } from "@workflow-stream/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { RunResult, Snapshot } from "../../src/index.ts";
import { fault } from "../support/scenarios.ts";
import { record, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env.PROPERTY_RUNS ?? 500);

useVirtualTime();

const topic = fc.constantFrom("a", "b", "c");
const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("start" as const), topic }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat({ max: 400 }) }),
  },
  fc.record({ do: fc.constantFrom("stop" as const, "retry" as const, "reset" as const) }),
  fc.record({ do: fc.constant("setText" as const), text: fc.constantFrom("", "mine", "a") }),
);

const scenario = fc.record({
  operations: fc.array(operation, { minLength: 1, maxLength: 12 }),
  faults: fc.array(fault, { maxLength: 8 }),
  flush: fc.constantFrom("frame" as const, "sync" as const),
  format: fc.constantFrom("sse" as const, "plain" as const),
});

const wholeText = (topic: unknown): string => String(topic).repeat(30);

it(`whatever is done in whatever order, no run writes into another (seed ${seed})`, async () => {
  console.info(`PROPERTY_SEED=${seed}`);
  await fc.assert(
    fc.asyncProperty(scenario, async ({ operations, faults, flush, format }) => {
      const server = createScriptedServer({
        deltas: ({ topic }) => wholeText(topic).match(/.{10}/g)!,
        chunkBytes: [40],
        gapMs: 10,
        faults,
        format,
      });
      const stream = streamOf(server, { flush, inputs: { topic: "a" } });
      const heard = record(stream);
      const ended: Promise<RunResult>[] = [];
      for (const step of operations) {
        if (step.do === "wait") await pass(step.ms);
        else if (step.do === "start") ended.push(stream.start({ topic: step.topic }));
        else if (step.do === "retry") ended.push(stream.retry());
        else if (step.do === "setText") stream.setText(step.text);
        else stream[step.do]();
      }
      for (const result of await settled(Promise.all(ended))) isSound(result);
      let text = "";
      for (const { snapshot, delta } of heard) {
        text = delta === undefined ? snapshot.text : text + delta;
        expect(text).toBe(snapshot.text);
        isSound(snapshot);
      }
      await pass(2000);
      expect(stream.getSnapshot().isLoading).toBe(false);
      const last = [...operations].reverse().find(({ do: name }) => !/wait|stop/.test(name));
      if (last?.do === "setText") expect(stream.getSnapshot().text).toBe(last.text);
      if (last?.do === "reset") expect(stream.getSnapshot()).toEqual(stream.getServerSnapshot());
      expect(server.openBodies).toBe(0);
      expect(server.runs.length).toBeLessThanOrEqual(ended.length);
    }),
    { seed, numRuns },
  );
}, 120_000);

/** What holds of every snapshot and every result: its text is of one run, or of the user. */
function isSound(shown: Snapshot | RunResult): void {
  const { status, text, isPartial, verified } = shown;
  const [topic = ""] = text;
  if (text !== "mine") expect(text).toBe(wholeText(topic).slice(0, text.length));
  if ("inputs" in shown && status === "streaming") expect(topic).toBe(shown.inputs?.topic);
  if (verified && !isPartial) expect(text).toBe(wholeText(topic));
}
