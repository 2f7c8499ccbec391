import { describe, expect, it, type Mock, vi } from "vitest";
import { type AutoStart, createAutoStart } from "../../src/binding/index.ts";
import { createWorkflowStream } from "../../src/index.ts";
import { pass, quiet, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

type Options = Parameters<AutoStart["update"]>[0];

type Stream = Parameters<typeof createAutoStart>[0];

const IDLE = createWorkflowStream({ url: "/run" }).getSnapshot();

/** Something that can be started, and what starts it. */
function setUp(): { start: Mock<Stream["start"]>; stream: Stream; auto: AutoStart } {
  const start = vi.fn<Stream["start"]>();
  const stream = { start, restore: vi.fn<Stream["restore"]>(), getSnapshot: () => IDLE };
  return { start, stream, auto: createAutoStart(stream) };
}

const topic = (topic: string, more: Partial<Options> = {}): Options =>
  ({ workflowId: "explain", inputs: { topic }, immediate: true, ...more }) as Options;

describe("the first start", () => {
  it("takes `immediate`", async () => {
    const { auto, start } = setUp();
    auto.update(topic("tides", { immediate: false }));
    auto.update({ url: "/run" });
    await pass(1000);
    expect(start).not.toHaveBeenCalled();
  });

  it("comes at once, but not within the call", async () => {
    const { auto, start } = setUp();
    auto.update(topic("tides"));
    expect(start).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(start.mock.calls).toEqual([[]]);
  });

  it("comes where a test has faked microtasks", async () => {
    vi.useFakeTimers({ toFake: ["queueMicrotask"] });
    const { auto, start } = setUp();
    auto.update(topic("tides"));
    await Promise.resolve();
    expect(start).toHaveBeenCalledOnce();
  });

  it("comes once, however often the options are given", async () => {
    const { auto, start } = setUp();
    for (let count = 0; count < 3; count++) auto.update(topic("tides"));
    await quiet();
    for (let count = 0; count < 3; count++) auto.update(topic("tides"));
    await pass(1000);
    expect(start).toHaveBeenCalledOnce();
  });

  it("comes once for a stream that two share, and once for each stream", async () => {
    const [one, other] = [setUp(), setUp()];
    for (const auto of [one.auto, other.auto]) auto.update(topic("tides"));
    await quiet();
    createAutoStart(one.stream).update(topic("tides"));
    await pass(1000);
    expect([one.start.mock.calls.length, other.start.mock.calls.length]).toEqual([1, 1]);
  });

  it("comes when `immediate` is given later", async () => {
    const { auto, start } = setUp();
    auto.update(topic("tides", { immediate: false }));
    await pass(1000);
    auto.update(topic("moons"));
    await quiet();
    expect(start).toHaveBeenCalledOnce();
  });
});

describe("a change", () => {
  /** Lets the first start happen. */
  async function started(options: Options = topic("tides")): Promise<ReturnType<typeof setUp>> {
    const set = setUp();
    set.auto.update(options);
    await quiet();
    set.start.mockClear();
    return set;
  }

  it("of the inputs starts when they have rested for 300 ms", async () => {
    const { auto, start } = await started();
    for (const typed of ["m", "mo", "moon"]) {
      auto.update(topic(typed));
      await pass(299);
      expect(start).not.toHaveBeenCalled();
    }
    await pass(1);
    expect(start).toHaveBeenCalledOnce();
    await pass(1000);
    expect(start).toHaveBeenCalledOnce();
  });

  it("rests as long as restartDelayMs says", async () => {
    const { auto, start } = await started();
    auto.update(topic("moons", { restartDelayMs: 20 }));
    await pass(19);
    expect(start).not.toHaveBeenCalled();
    await pass(1);
    expect(start).toHaveBeenCalledTimes(1);
    auto.update(topic("stars", { restartDelayMs: 0 }));
    await pass(0);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it("that is taken back starts nothing", async () => {
    const { auto, start } = await started();
    auto.update(topic("moons"));
    await pass(100);
    auto.update(topic("tides"));
    await pass(1000);
    expect(start).not.toHaveBeenCalled();
  });

  it("that is taken back and made again rests anew", async () => {
    const { auto, start } = await started();
    auto.update(topic("moons"));
    await pass(200);
    auto.update(topic("tides"));
    auto.update(topic("moons"));
    await pass(299);
    expect(start).not.toHaveBeenCalled();
    await pass(1);
    expect(start).toHaveBeenCalledOnce();
  });

  it("goes on resting when the same options are given again", async () => {
    const { auto, start } = await started();
    auto.update(topic("moons"));
    await pass(200);
    auto.update(topic("moons"));
    await pass(100);
    expect(start).toHaveBeenCalledOnce();
  });

  it.each<[string, Options]>([
    ["equal inputs in another object", topic("tides")],
    ["equal inputs of a function", topic("", { inputs: () => ({ topic: "tides" }) })],
    ["another token", topic("tides", { token: "pub_tok_other" })],
    ["other headers", topic("tides", { headers: { "x-app": "1" } })],
  ])("is none: %s", async (_, options) => {
    const { auto, start } = await started();
    auto.update(options);
    await pass(1000);
    expect(start).not.toHaveBeenCalled();
  });

  it("of a url is none", async () => {
    const { auto, start } = await started({ url: "/one", immediate: true });
    auto.update({ url: "/two", immediate: true });
    await pass(1000);
    expect(start).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<Options>]>([
    ["the workflow", { workflowId: "translate" }],
    ["the API", { baseUrl: "/other" }],
    ["what an inputs function returns", { inputs: () => ({ topic: "moons" }) }],
  ])("may be one of %s", async (_, changes) => {
    const { auto, start } = await started();
    auto.update(topic("tides", changes));
    await pass(299);
    expect(start).not.toHaveBeenCalled();
    await pass(1);
    expect(start).toHaveBeenCalledOnce();
  });

  it("rests also where another has started the stream", async () => {
    const { stream, start } = await started();
    const guest = createAutoStart(stream);
    guest.update(topic("tides"));
    guest.update(topic("moons"));
    await pass(299);
    expect(start).not.toHaveBeenCalled();
    await pass(1);
    expect(start).toHaveBeenCalledOnce();
  });
});

describe("a start that is due", () => {
  it("is forgotten when its component goes, and due again when it is put back", async () => {
    const { auto, start } = setUp();
    auto.update(topic("tides"));
    auto.dispose();
    await pass(1000);
    expect(start).not.toHaveBeenCalled();
    auto.update(topic("tides"));
    await quiet();
    expect(start).toHaveBeenCalledOnce();
  });

  it("is forgotten with the inputs that rested", async () => {
    const { auto, start } = setUp();
    auto.update(topic("tides"));
    await quiet();
    auto.update(topic("moons"));
    auto.dispose();
    await pass(1000);
    expect(start).toHaveBeenCalledOnce();
  });

  it("is forgotten when `immediate` is taken back", async () => {
    const { auto, start } = setUp();
    auto.update(topic("tides"));
    await quiet();
    auto.update(topic("moons"));
    auto.update(topic("moons", { immediate: false }));
    await pass(1000);
    expect(start).toHaveBeenCalledOnce();
  });
});

it("never throws: inputs that can't be had are the run's to report", async () => {
  const { auto, start } = setUp();
  const inputs = (): never => {
    throw new Error("No topic yet");
  };
  auto.update(topic("", { inputs }));
  await quiet();
  expect(start).toHaveBeenCalledOnce();
});

describe("inputs that JSON would lose something of", () => {
  it("start once, as the run reports them, and again when they are mended", async () => {
    const { auto, start } = setUp();
    for (let count = 0; count < 3; count++)
      auto.update(topic("", { inputs: { depth: Number.NaN } }));
    await quiet();
    auto.update(topic("", { inputs: { depth: Number.NaN } }));
    await pass(1000);
    expect(start).toHaveBeenCalledTimes(1);
    auto.update(topic("", { inputs: { depth: 1 } }));
    await pass(300);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it("start again when another of them is at fault", async () => {
    const { auto, start } = setUp();
    auto.update(topic("", { inputs: { a: Number.NaN } }));
    await quiet();
    auto.update(topic("", { inputs: { a: 1, b: new Map() } }));
    await pass(300);
    expect(start).toHaveBeenCalledTimes(2);
  });
});

describe("inputs that are the same object as before", () => {
  /** Inputs that count how often they are read. */
  function countedInputs(): { inputs: Record<string, unknown>; reads(): number } {
    let reads = 0;
    const inputs = {
      get topic(): string {
        reads++;
        return "tides";
      },
    };
    return { inputs, reads: () => reads };
  }

  it("may have been changed in place", async () => {
    const { auto, start } = setUp();
    const inputs = { topic: "tides" };
    auto.update(topic("", { inputs }));
    await quiet();
    inputs.topic = "moons";
    auto.update(topic("", { inputs }));
    await pass(300);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it("are not read again where they are immutable", async () => {
    const { stream, start } = setUp();
    const auto = createAutoStart(stream, { hasImmutableInputs: true });
    const { inputs, reads } = countedInputs();
    for (let count = 0; count < 3; count++) auto.update(topic("", { inputs }));
    await quiet();
    for (let count = 0; count < 3; count++) auto.update(topic("", { inputs }));
    expect(reads()).toBe(1);
    auto.update(topic("", { inputs: { topic: "moons" } }));
    await pass(300);
    auto.update(topic("", { inputs }));
    await pass(300);
    expect(start).toHaveBeenCalledTimes(3);
  });

  it("start another workflow all the same", async () => {
    const { stream, start } = setUp();
    const auto = createAutoStart(stream, { hasImmutableInputs: true });
    const { inputs } = countedInputs();
    auto.update(topic("", { inputs }));
    await quiet();
    auto.update(topic("", { inputs, workflowId: "translate" }));
    await pass(300);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it("are asked of a function each time", async () => {
    const { stream, start } = setUp();
    const auto = createAutoStart(stream, { hasImmutableInputs: true });
    const form = { topic: "tides" };
    const inputs = (): typeof form => form;
    auto.update(topic("", { inputs }));
    await quiet();
    form.topic = "moons";
    auto.update(topic("", { inputs }));
    await pass(300);
    expect(start).toHaveBeenCalledTimes(2);
  });
});

it("reads nothing but what starts a run", () => {
  const read: PropertyKey[] = [];
  const options = new Proxy(topic("tides"), {
    get(target, name) {
      read.push(name);
      return Reflect.get(target, name);
    },
  });
  setUp().auto.update(options);
  const starting = new Set(["immediate", "restartDelayMs", "workflowId", "baseUrl", "inputs"]);
  expect(read.filter((name) => !starting.has(String(name)))).toEqual([]);
});

it("is followed by its second half with no read of the options", async () => {
  const { auto, start } = setUp();
  const form = { topic: "tides" };
  const options = topic("", { inputs: form });
  const wanted = auto.wanted(options);
  form.topic = "moons";
  Object.assign(options, { immediate: false });
  await pass(1000);
  expect(start).not.toHaveBeenCalled();
  auto.follow(wanted);
  await quiet();
  expect(start).toHaveBeenCalledOnce();
  auto.follow(auto.wanted(topic("moons", { restartDelayMs: 20 })));
  await pass(20);
  expect(start).toHaveBeenCalledTimes(2);
});
