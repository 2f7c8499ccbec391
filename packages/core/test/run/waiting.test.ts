import { createScriptedServer, type Fault } from "@workflow-stream/testing";
import { expect, it, vi } from "vitest";
import { streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

/** When each request was sent, in ms after the first. */
async function sendTimes(...faults: Fault[]): Promise<number[]> {
  const server = createScriptedServer({ deltas: ["text"], faults });
  await settled(streamOf(server).start());
  return server.requests.map(({ atMs }) => Math.round(atMs - server.requests[0]!.atMs));
}

const RESET: Fault = { kind: "reset", begins: false };

it.each([
  ["in seconds", "3", 3000],
  ["of nothing", "0", 0],
  ["that is a date", "Thu, 01 Jan 1970 00:00:07 GMT", 7000],
])("obeys a Retry-After %s", async (_, retryAfter, waitMs) => {
  for (const status of [429, 503]) {
    vi.setSystemTime(0);
    expect(await sendTimes({ kind: "refuse", status, retryAfter })).toEqual([0, waitMs]);
  }
});

it.each(["0", "1", "Thu, 01 Jan 1970 00:00:00 GMT"])(
  "a Retry-After of %s makes no more tries than asked for",
  async (retryAfter) => {
    const faults: Fault[] = Array.from({ length: 6 }, () => ({
      kind: "refuse",
      status: 503,
      retryAfter,
    }));
    expect(await sendTimes(...faults)).toHaveLength(3);
  },
);

it.each(["86400", "99999999999", "Fri, 01 Jan 9999 00:00:00 GMT"])(
  "reports a Retry-After of %s at once, as a day",
  async (retryAfter) => {
    const faults: Fault[] = [{ kind: "refuse", status: 429, retryAfter }];
    const server = createScriptedServer({ deltas: ["text"], faults });
    const { error } = await settled(streamOf(server).start(), 1000);
    expect(error).toMatchObject({ code: "rate_limited", retryAfterMs: 86_400_000 });
    expect(server.requests).toHaveLength(1);
  },
);

it("replaces a rejected token without a wait", async () => {
  expect(await sendTimes({ kind: "refuse", status: 401 })).toEqual([0, 0]);
});

it.each([
  ["no shorter", 0, [0, 100, 200]],
  ["no longer", 1, [0, 500, 1500]],
])("otherwise waits %s than the protocol says", async (_, random, times) => {
  vi.spyOn(Math, "random").mockReturnValue(random);
  expect(await sendTimes(RESET, RESET)).toEqual(times);
});
