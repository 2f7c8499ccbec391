import { createScriptedServer, type Fault } from "@workflow-stream/testing";
import { describe, expect, it } from "vitest";
import { record, statuses, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const TEXT = { deltas: ["abc", "def"], chunkBytes: [60], gapMs: 20 };
const CUT: Fault = { kind: "cut", afterDeltas: 1, clean: false };

describe("statuses come in order", () => {
  it.each<[string, Fault[], string]>([
    ["of a run that is well", [], "connecting streaming done"],
    ["of a run that broke off", [CUT], "connecting streaming reconnecting streaming done"],
    ["of a run that was refused", [{ kind: "refuse", status: 403 }], "connecting error"],
    [
      "of a run that is tried again",
      [{ kind: "refuse", status: 503 }],
      "connecting streaming done",
    ],
    [
      "of a run that breaks before its text",
      [{ ...CUT, afterDeltas: 0 }],
      "connecting reconnecting streaming done",
    ],
  ])("%s", async (_, faults, order) => {
    const stream = streamOf(createScriptedServer({ ...TEXT, faults }));
    const heard = record(stream);
    expect(stream.getSnapshot().status).toBe("idle");
    await settled(stream.start());
    expect(statuses(heard).join(" ")).toBe(order);
    for (const { snapshot } of heard)
      expect(snapshot.isLoading).toBe(/connecting|streaming/.test(snapshot.status));
  });

  it("connecting shows at once, and streaming with the first character", async () => {
    const stream = streamOf(createScriptedServer(TEXT));
    const heard = record(stream);
    const ended = stream.start();
    expect(stream.getSnapshot().status).toBe("connecting");
    await settled(ended);
    for (const { snapshot } of heard)
      if (snapshot.status !== "done")
        expect(snapshot.status === "streaming").toBe(snapshot.text !== "");
  });
});

describe("timing", () => {
  it("is counted from the start, in ms", async () => {
    const server = createScriptedServer({ ...TEXT, faults: [{ kind: "none", delayMs: 300 }] });
    const token = (): Promise<{ token: string }> =>
      new Promise((resolve) => setTimeout(() => resolve(server.token()), 200));
    const stream = streamOf(server, { token });
    const heard = record(stream);
    await settled(stream.start());
    const { timing } = stream.getSnapshot();
    expect(timing).toMatchObject({ token: 200, headers: 500, chars: 6, chunks: 2 });
    expect(timing.firstText).toBeGreaterThan(500);
    expect(timing.end).toBeGreaterThan(timing.firstText!);
    expect(heard[0]!.snapshot.timing).toEqual({
      token: undefined,
      headers: undefined,
      firstText: undefined,
      end: undefined,
      chars: 0,
      chunks: 0,
    });
  });

  it("goes on over a break, and begins anew with each run", async () => {
    const stream = streamOf(createScriptedServer({ ...TEXT, faults: [CUT] }));
    await settled(stream.start());
    expect(stream.getSnapshot().timing).toMatchObject({ chars: 6, chunks: 2 });
    await settled(stream.start());
    expect(stream.getSnapshot().timing.chars).toBe(6);
    expect(stream.getSnapshot().timing.headers).toBeLessThan(20);
  });

  it("of a run that failed before its text says when it ended", async () => {
    const faults: Fault[] = [{ kind: "refuse", status: 403, delayMs: 70 }];
    const stream = streamOf(createScriptedServer({ ...TEXT, faults }));
    await settled(stream.start());
    const { headers, firstText, end } = stream.getSnapshot().timing;
    expect([headers, firstText, end]).toEqual([undefined, undefined, 70]);
  });
});

it("a snapshot names the run, its inputs and the number of its requests", async () => {
  const server = createScriptedServer({ ...TEXT, faults: [{ kind: "refuse", status: 503 }, CUT] });
  const stream = streamOf(server);
  await settled(stream.start({ topic: "tides" }));
  const { runId, inputs, attempt } = stream.getSnapshot();
  expect(runId).toBe(server.runs[0]!.id);
  expect(inputs).toEqual({ topic: "tides" });
  expect(attempt).toBe(3);
});

it("ready resolves at once where there is no page", async () => {
  const stream = streamOf(createScriptedServer(TEXT));
  expect(await stream.ready()).toBe(stream.getSnapshot());
});

it("retain does nothing where there is no page", async () => {
  const stream = streamOf(createScriptedServer(TEXT));
  const release = stream.retain();
  const ended = stream.start();
  release();
  expect(await settled(ended)).toMatchObject({ status: "done" });
});
