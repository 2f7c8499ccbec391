import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import { streamWorkflow, WorkflowStreamError } from "../../src/index.ts";
import { optionsFor } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const TEXT = ["one ", "two ", "three"];

function teller(faults: Fault[] = [], ending: "finish" | "abort" = "finish"): ScriptedServer {
  return createScriptedServer({ deltas: TEXT, chunkBytes: [60], gapMs: 10, faults, ending });
}

async function collect(
  server: ScriptedServer,
  options: { resume?: false; signal?: AbortSignal } = {},
): Promise<string[]> {
  const deltas: string[] = [];
  for await (const delta of streamWorkflow({ ...optionsFor(server, {}), ...options } as never))
    deltas.push(delta);
  return deltas;
}

it("yields the deltas as they arrive", async () => {
  expect(await settled(collect(teller()))).toEqual(TEXT);
});

it("yields what arrived meanwhile to a reader that is slow", async () => {
  const deltas: string[] = [];
  const reading = (async () => {
    for await (const delta of streamWorkflow(optionsFor(teller()))) {
      deltas.push(delta);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  })();
  await settled(reading);
  expect(deltas).toEqual(["one ", "two three"]);
});

it("picks up a text that breaks off", async () => {
  const server = teller([{ kind: "cut", afterDeltas: 1, clean: false }]);
  expect((await settled(collect(server))).join("")).toBe(TEXT.join(""));
  expect(server.runs).toHaveLength(1);
});

it("throws a typed error with what came, after it was yielded", async () => {
  const server = teller([{ kind: "cut", afterDeltas: 1, clean: false }]);
  const deltas: string[] = [];
  const reading = (async () => {
    for await (const delta of streamWorkflow(optionsFor(server, { resume: false })))
      deltas.push(delta);
  })();
  const error = await settled(reading.catch((error: unknown) => error));
  expect(error).toBeInstanceOf(WorkflowStreamError);
  expect(error).toMatchObject({ code: "interrupted", partialText: "one " });
  expect(deltas).toEqual(["one "]);
});

it("throws when the run was stopped on the server, as the text is not complete", async () => {
  await expect(settled(collect(teller([], "abort")))).rejects.toMatchObject({
    code: "interrupted",
    partialText: TEXT.join(""),
  });
});

it("leaving the loop closes the connection and cancels on the server", async () => {
  const server = teller();
  await settled(
    (async () => {
      for await (const _ of streamWorkflow(optionsFor(server))) break;
    })(),
  );
  await pass(10);
  expect(server.openBodies).toBe(0);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
});

const DONE = { value: undefined, done: true };

it.each([
  ["before its first text", 0],
  ["after some text", 1],
])("is left at once while it waits %s", async (_, deltas) => {
  const server = createScriptedServer({ deltas: TEXT, chunkBytes: [60], gapMs: 50_000 });
  const reading = streamWorkflow(optionsFor(server));
  for (let n = 0; n < deltas; n++) await settled(reading.next());
  const waiting = [reading.next(), reading.next()];
  await pass(deltas === 0 ? 0 : 10);
  const left = reading.return();
  await pass(1);
  expect(server.openBodies).toBe(0);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
  expect(await Promise.all([...waiting, left, reading.next()])).toEqual([DONE, DONE, DONE, DONE]);
});

it("is left at once while its token is waited for, and sends nothing", async () => {
  const server = teller();
  const token = (): Promise<string> => new Promise(() => {});
  const reading = streamWorkflow({ ...optionsFor(server), token });
  const waiting = reading.next();
  await pass(10);
  expect(await Promise.all([reading.return(), waiting])).toEqual([DONE, DONE]);
  await pass(10);
  expect(server.requests).toHaveLength(0);
});

it("throws what is thrown at it, and stops", async () => {
  const server = teller();
  const reading = streamWorkflow(optionsFor(server));
  await settled(reading.next());
  const waiting = reading.next();
  const reason = new Error("enough");
  const thrown = reading.throw(reason).catch((error: unknown) => error);
  await pass(1);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
  expect(await Promise.all([thrown, waiting])).toEqual([reason, DONE]);
});

it("sends nothing when it is left before it is read", async () => {
  const server = teller();
  const reading = streamWorkflow(optionsFor(server));
  expect(await reading.return()).toEqual(DONE);
  expect(await reading.next()).toEqual(DONE);
  await pass(10);
  expect(server.requests).toHaveLength(0);
});

it("answers calls of next in their order", async () => {
  const reading = streamWorkflow(optionsFor(teller()));
  const calls = [reading.next(), reading.next(), reading.next(), reading.next()];
  const results = await settled(Promise.all(calls));
  expect(results.map(({ value }) => value)).toEqual([...TEXT, undefined]);
});

it("is cancelled once, whatever stops it", async () => {
  const server = teller();
  const controller = new AbortController();
  const reading = streamWorkflow({ ...optionsFor(server), signal: controller.signal });
  await settled(reading.next());
  const waiting = reading.next().catch((error: unknown) => error);
  controller.abort();
  void reading.return();
  await settled(waiting);
  await pass(10);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
});

it("its signal stops it, and its reason is thrown", async () => {
  const server = teller();
  const controller = new AbortController();
  const reading = collect(server, { signal: controller.signal }).catch((error: unknown) => error);
  await pass(25);
  const reason = new Error("enough");
  controller.abort(reason);
  expect(await settled(reading)).toBe(reason);
  await pass(10);
  expect(server.openBodies).toBe(0);
  expect(server.requests.at(-1)!.method).toBe("DELETE");
});

it("a signal that aborted before keeps everything from being sent", async () => {
  const server = teller();
  await expect(settled(collect(server, { signal: AbortSignal.abort() }))).rejects.toThrow();
  expect(server.requests).toHaveLength(0);
});

it("sends nothing before it is read, and a run for each reader", async () => {
  const server = teller();
  const iterable = streamWorkflow(optionsFor(server));
  await pass(100);
  expect(server.requests).toHaveLength(0);
  await settled(iterable.next());
  await settled(iterable.return(undefined));
  await pass(10);
  expect(server.runs).toHaveLength(1);
});

it("inputs that JSON can't hold are invalid_input, and nothing is sent", async () => {
  const server = teller();
  const reading = streamWorkflow({ ...optionsFor(server), inputs: { n: 1n } }).next();
  await expect(reading).rejects.toMatchObject({ code: "invalid_input", phase: "connect" });
  await expect(reading).rejects.toBeInstanceOf(WorkflowStreamError);
  expect(server.requests).toHaveLength(0);
});
