import { setImmediate as immediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { positionAfter } from "../../src/store/log.ts";
import { memoryRuns } from "../../src/store/memoryRuns.ts";
import type { SharedRuns, Write } from "../../src/store/redis/sharedRuns.ts";
import { REDIS_TIMING } from "../../src/store/redis/timing.ts";
import { createWriter, type Writer } from "../../src/store/redis/writer.ts";
import type { RunStore } from "../../src/store/store.ts";
import { shown, textEntry } from "../support/entries.ts";

const MOST_WRITES_AT_ONCE = 64;

/** A Redis that answers a write when it is told to. */
interface Sent {
  readonly runId: string;
  readonly write: Write;
  answer(): void;
}

function setup(): { local: RunStore; writer: Writer; sent: Sent[] } {
  const local = memoryRuns(Infinity, Infinity);
  const sent: Sent[] = [];
  const shared: Pick<SharedRuns, "write"> = {
    write: (runId, write) =>
      new Promise((resolve) => {
        const stored = positionAfter(write.from, write.entries);
        sent.push({ runId, write, answer: () => resolve(stored) });
      }),
  };
  const writer = createWriter(
    local,
    shared,
    REDIS_TIMING,
    () => {},
    (error) => {
      throw error;
    },
  );
  return { local, writer, sent };
}

async function begin(local: RunStore, writer: Writer, runId: string): Promise<void> {
  const reservation = { owner: "me", workflowId: "w", secretHash: null };
  await local.begin(runId, reservation, () => {}, 1_000);
  writer.add(runId, "me");
}

async function grow(local: RunStore, writer: Writer, runId: string, text: string): Promise<void> {
  const entry = textEntry(text);
  await local.append(runId, entry);
  writer.grow(runId, entry);
}

it("the text of a thousand runs leaves room for a claim, and grows to larger writes meanwhile", async () => {
  const { local, writer, sent } = setup();
  const ids = Array.from({ length: 1_000 }, (_, index) => `run${index}`);
  for (const id of ids) await begin(local, writer, id);
  for (const id of ids) await grow(local, writer, id, "one ");
  await immediate();
  expect(sent.length).toBe(MOST_WRITES_AT_ONCE);
  for (const id of ids) await grow(local, writer, id, "two ");

  const largest = new Map<string, string>();
  for (let answered = 0; answered < sent.length; answered++) {
    const { runId, write, answer } = sent[answered]!;
    expect(sent.length - answered).toBeLessThanOrEqual(MOST_WRITES_AT_ONCE);
    largest.set(runId, (largest.get(runId) ?? "") + shown(write.entries));
    answer();
    await immediate();
  }
  const inLine = ids.slice(MOST_WRITES_AT_ONCE);
  expect(inLine.map((id) => largest.get(id))).toEqual(inLine.map(() => "one two "));
  const writesOf = (id: string): number => sent.filter(({ runId }) => runId === id).length;
  expect(inLine.map(writesOf)).toEqual(inLine.map(() => 1));
  writer.close();
});

it("the end of a run does not wait for the text of others", async () => {
  const { local, writer, sent } = setup();
  const ids = Array.from({ length: MOST_WRITES_AT_ONCE + 1 }, (_, index) => `run${index}`);
  for (const id of ids) await begin(local, writer, id);
  for (const id of ids) await grow(local, writer, id, "text");
  await immediate();
  const last = ids.at(-1)!;
  expect(sent.map(({ runId }) => runId)).not.toContain(last);
  const outcome = writer.finish(last, { status: "done" }, 1_000);
  await immediate();
  const end = sent.find(({ runId }) => runId === last);
  expect(end?.write.end?.ending).toEqual({ status: "done" });
  end?.answer();
  expect(await outcome).toBe("stored");
  writer.close();
});

it("a run that is over leaves the line", async () => {
  const { local, writer, sent } = setup();
  const ids = Array.from({ length: MOST_WRITES_AT_ONCE + 1 }, (_, index) => `run${index}`);
  for (const id of ids) await begin(local, writer, id);
  for (const id of ids) await grow(local, writer, id, "text");
  await immediate();
  writer.drop(ids.at(-1)!);
  for (const { answer } of [...sent]) answer();
  await immediate();
  expect(sent.length).toBe(MOST_WRITES_AT_ONCE);
  writer.close();
});
