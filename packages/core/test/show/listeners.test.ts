import { createScriptedServer } from "@workflow-stream/testing";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { WorkflowStreamOptions } from "../../src/index.ts";
import { record, statuses, streamOf } from "../support/streams.ts";
import { settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

let reported: unknown[];
beforeEach(() => {
  reported = [];
  vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
});

const server = (): ReturnType<typeof createScriptedServer> =>
  createScriptedServer({ deltas: ["text"] });

describe("subscribing", () => {
  it("hears nothing of what was before, nor after it ended", async () => {
    const stream = streamOf(server());
    const heard: string[] = [];
    const unsubscribe = stream.subscribe(({ status }) => heard.push(status));
    expect(heard).toEqual([]);
    void stream.start();
    unsubscribe();
    unsubscribe();
    await settled(stream.start());
    expect(heard).toEqual(["connecting"]);
  });

  it("counts the same function twice, and ends once for each", async () => {
    const stream = streamOf(server());
    const listener = vi.fn();
    const one = stream.subscribe(listener);
    stream.subscribe(listener);
    stream.setText("a");
    expect(listener).toHaveBeenCalledTimes(2);
    one();
    one();
    stream.setText("b");
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it("of a new listener during a notification begins with the next", () => {
    const stream = streamOf(server());
    const late = vi.fn();
    const unsubscribe = stream.subscribe(() => {
      unsubscribe();
      stream.subscribe(late);
    });
    stream.setText("a");
    expect(late).not.toHaveBeenCalled();
    stream.setText("b");
    expect(late).toHaveBeenCalledTimes(1);
  });

  it("that ends during a notification is heard no more, even in it", () => {
    const stream = streamOf(server());
    const second = vi.fn();
    stream.subscribe(() => unsubscribe());
    const unsubscribe = stream.subscribe(second);
    const third = vi.fn();
    stream.subscribe(third);
    stream.setText("a");
    expect(second).not.toHaveBeenCalled();
    expect(third).toHaveBeenCalledTimes(1);
  });
});

it("a listener that changes the state is heard in order by the others", () => {
  const stream = streamOf(server());
  stream.subscribe(({ text }) => text === "a" && stream.setText("b"));
  const heard = record(stream);
  stream.setText("a");
  expect(heard.map(({ snapshot }) => snapshot.text)).toEqual(["a", "b"]);
});

it("a listener may stop the run it hears of", async () => {
  const stream = streamOf(server());
  stream.subscribe(({ status }) => status === "connecting" && stream.stop());
  const heard = record(stream);
  expect(await settled(stream.start())).toMatchObject({ status: "stopped" });
  expect(statuses(heard)).toEqual(["connecting", "stopped"]);
});

it("a listener that throws reaches reportError alone", async () => {
  const stream = streamOf(server());
  const cause = new Error("mine");
  stream.subscribe(() => {
    throw cause;
  });
  const heard = record(stream);
  expect(await settled(stream.start())).toMatchObject({ status: "done", text: "text" });
  expect(statuses(heard).at(-1)).toBe("done");
  expect(heard.at(-1)!.snapshot.error).toBeUndefined();
  expect(reported.length).toBe(heard.length);
  expect(new Set(reported)).toEqual(new Set([cause]));
});

it.each(["onDelta", "onFinish", "onError"] as const)(
  "an %s that throws reaches reportError alone",
  async (name) => {
    const cause = new Error("mine");
    const options: Partial<WorkflowStreamOptions> = {
      [name]: () => {
        throw cause;
      },
    };
    const refused = createScriptedServer({ deltas: [], faults: [{ kind: "refuse", status: 403 }] });
    const fails = name === "onError";
    const stream = streamOf(fails ? refused : server(), options);
    const { status, error } = await settled(stream.start());
    expect([status, error?.code]).toEqual(fails ? ["error", "forbidden"] : ["done", undefined]);
    expect(reported).toEqual([cause]);
  },
);

it("what is thrown goes to the runtime where there is no reportError", () => {
  vi.stubGlobal("reportError", undefined);
  const cause = new Error("mine");
  const stream = streamOf(server());
  stream.subscribe(() => {
    throw cause;
  });
  stream.setText("a");
  expect(() => vi.runAllTimers()).toThrow(cause);
});

it("onFinish hears every ending, onError errors alone", async () => {
  const heard: unknown[] = [];
  const faulty = createScriptedServer({
    deltas: ["text"],
    faults: [{ kind: "none" }, { kind: "refuse", status: 403 }],
  });
  const stream = streamOf(faulty, {
    onFinish: (result) => heard.push(result),
    onError: ({ code }) => heard.push(code),
  });
  const done = await settled(stream.start());
  const failed = await settled(stream.start());
  const stopping = stream.start();
  stream.stop();
  const stopped = await settled(stopping);
  expect(heard).toEqual([done, "forbidden", failed, stopped]);
});
