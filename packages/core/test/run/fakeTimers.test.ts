import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { streamOf } from "../support/streams.ts";

// what the tests of a page fake of the time, when they show a stream

type Fakes = NonNullable<NonNullable<Parameters<typeof vi.useFakeTimers>[0]>["toFake"]>;

const SILENT: Fault = { kind: "silence" };
const STALLED: Fault = { kind: "stall", afterDeltas: 1 };
const BUSY: Fault = { kind: "refuse", status: 503, retryAfter: "20" };
const TIMERS: Fakes = ["setTimeout", "clearTimeout"];

function serverThat(...faults: Fault[]): ScriptedServer {
  return createScriptedServer({ deltas: ["some ", "text"], faults });
}

afterEach(() => void vi.useRealTimers());

describe.each<[string, Fakes | undefined]>([
  ["timers alone", TIMERS],
  ["timers and performance", [...TIMERS, "performance"]],
  ["timers and Date", [...TIMERS, "Date"]],
  ["all that can be faked", undefined],
])("with a fake of %s", (_, toFake) => {
  const fake = (): void => void vi.useFakeTimers(toFake && { toFake });

  it("connecting ends in time, and not before", async () => {
    fake();
    const stream = streamOf(serverThat(SILENT), { retries: 0 });
    const ended = stream.start();
    await vi.advanceTimersByTimeAsync(29_000);
    expect(stream.getSnapshot().status).toBe("connecting");
    await vi.advanceTimersByTimeAsync(2000);
    expect(await ended).toMatchObject({ error: { code: "connect_timeout" } });
  });

  it("a silent body ends in time, and not before", async () => {
    fake();
    const stream = streamOf(serverThat(STALLED), { resume: false });
    const ended = stream.start();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(stream.getSnapshot()).toMatchObject({ status: "streaming", text: "some " });
    await vi.advanceTimersByTimeAsync(2000);
    expect(await ended).toMatchObject({ text: "some ", error: { code: "stall_timeout" } });
  });

  it("a try is waited for in time", async () => {
    fake();
    const server = serverThat(BUSY);
    const ended = streamOf(server).start();
    await vi.advanceTimersByTimeAsync(19_000);
    expect(server.count("POST")).toBe(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await ended).toMatchObject({ status: "done", text: "some text" });
    expect(server.count("POST")).toBe(2);
  });

  it.each([
    ["for an answer", SILENT],
    ["for more of a text", STALLED],
    ["for a busy server", BUSY],
  ])("running all timers ends a run that waits %s", async (_, fault) => {
    fake();
    const ended = streamOf(serverThat(fault, fault)).start();
    await vi.advanceTimersByTimeAsync(10);
    vi.runAllTimers();
    await vi.runAllTimersAsync();
    expect(await ended).toMatchObject({ status: "done", text: "some text" });
  });
});

it.each<[string, Fault]>([
  ["connecting", SILENT],
  ["a silent body", STALLED],
])("a clock that stands still does not hold up what real timers end: %s", async (_, fault) => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const options = { retries: 0, resume: false, connectTimeoutMs: 50, stallTimeoutMs: 50 };
  const { error } = await streamOf(serverThat(fault), options).start();
  expect(error?.code).toMatch("timeout");
});
