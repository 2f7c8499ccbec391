import { createScriptedServer, type Fault, type ScriptedServer } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import { isStreaming, reached, record, statuses, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

const TEXT = ["a text ", "that breaks ", "off"];
/** Keeps a run from being found again for as long as it is looked for. */
const GONE: Fault[] = Array.from({ length: 40 }, () => ({ kind: "refuse", status: 503 }));

/** A server whose first answer breaks off in the middle, and which then can't be reached for a while. */
function breaking(...after: Fault[]): ScriptedServer {
  return createScriptedServer({
    deltas: TEXT,
    chunkBytes: [80],
    gapMs: 20,
    faults: [{ kind: "cut", afterDeltas: 1, clean: false }, ...GONE, ...after],
  });
}

/** Starts a run that ends as interrupted, and lets the server be well again. */
async function interruptedRun(server: ScriptedServer): Promise<ReturnType<typeof streamOf>> {
  const stream = streamOf(server);
  const { error, text } = await settled(stream.start({ topic: "x" }));
  expect([error?.code, text]).toEqual(["interrupted", "a text "]);
  server.heal();
  return stream;
}

it("picks up the same run where its text broke off", async () => {
  const server = breaking();
  const stream = await interruptedRun(server);
  await pass(60_000);
  const before = server.requests.length;
  const heard = record(stream);
  const result = await settled(stream.retry());

  expect(result).toMatchObject({ status: "done", text: TEXT.join(""), verified: true });
  expect(server.runs).toHaveLength(1);
  const [resume] = server.requests.slice(before);
  expect(resume!.url.pathname + resume!.url.search).toMatch(
    /\/runs\/run_[\w-]+\/stream\?offset=7&parts=0$/,
  );
  expect(statuses(heard)).toEqual(["reconnecting", "streaming", "done"]);
  expect(heard.every(({ snapshot }) => snapshot.text.startsWith("a text "))).toBe(true);
  expect(stream.getSnapshot()).toMatchObject({
    error: undefined,
    isPartial: false,
    verified: true,
  });
});

it("starts anew with the same inputs when the server no longer has the run", async () => {
  const server = breaking();
  const stream = await interruptedRun(server);
  server.forget();
  expect(await settled(stream.retry())).toMatchObject({ status: "done", text: TEXT.join("") });
  expect(server.runs).toHaveLength(2);
  expect(server.requests.at(-1)!.init.body).toBe('{"topic":"x"}');
  expect(stream.getSnapshot().inputs).toEqual({ topic: "x" });
});

it("finds a run whose answer never came, instead of starting a second one", async () => {
  const lost: Fault = { kind: "reset", begins: true };
  const server = createScriptedServer({ deltas: TEXT, faults: [lost, lost, lost] });
  const stream = streamOf(server);
  expect((await settled(stream.start())).error?.code).toBe("network");
  expect(await settled(stream.retry())).toMatchObject({ status: "done", text: TEXT.join("") });
  expect(server.runs).toHaveLength(1);
  const { runId, timing } = stream.getSnapshot();
  expect(runId).toBe(server.runs[0]!.id);
  expect(timing.headers).toBeGreaterThan(0);
});

it.each<[string, Fault]>([
  ["was refused", { kind: "refuse", status: 403 }],
  ["ended as our own 502", { kind: "refuse", status: 502, code: "upstream_failed", begins: true }],
])("starts anew when the run %s", async (_, fault) => {
  const server = createScriptedServer({ deltas: TEXT, faults: [fault] });
  const stream = streamOf(server);
  expect((await settled(stream.start({ topic: "x" }))).status).toBe("error");
  expect(await settled(stream.retry())).toMatchObject({ status: "done", text: TEXT.join("") });
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "POST"]);
});

it("starts anew after a stop, as the server was told to cancel", async () => {
  const server = createScriptedServer({ deltas: TEXT, gapMs: 10, chunkBytes: [80] });
  const stream = streamOf(server);
  void stream.start({ topic: "x" });
  await settled(reached(stream, isStreaming));
  stream.stop();
  expect(await settled(stream.retry())).toMatchObject({ status: "done", text: TEXT.join("") });
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "DELETE", "POST"]);
});

it("starts anew after an end", async () => {
  const server = createScriptedServer({ deltas: TEXT });
  const stream = streamOf(server);
  await settled(stream.start());
  expect(await settled(stream.retry())).toMatchObject({ status: "done" });
  expect(server.runs).toHaveLength(2);
});

it("does not go on with a run whose text is no longer shown", async () => {
  const server = breaking();
  const stream = await interruptedRun(server);
  stream.setText("my own words");
  expect(await settled(stream.retry())).toMatchObject({ status: "done", text: TEXT.join("") });
  expect(stream.getSnapshot().text).toBe(TEXT.join(""));
  expect(server.runs).toHaveLength(2);
});

it("joins a run that is on", async () => {
  const stream = streamOf(createScriptedServer({ deltas: TEXT }));
  const started = stream.start();
  expect(stream.retry()).toBe(started);
  await settled(started);
});

it("starts where nothing was started before", async () => {
  const stream = streamOf(createScriptedServer({ deltas: TEXT }), { inputs: { topic: "x" } });
  expect(await settled(stream.retry())).toMatchObject({ status: "done" });
});

it("cancels the run it picked up when it is stopped", async () => {
  const server = breaking();
  const stream = await interruptedRun(server);
  const ended = stream.retry();
  stream.stop();
  expect(await settled(ended)).toMatchObject({ status: "stopped", text: "a text " });
  expect(server.requests.at(-1)!.method).toBe("DELETE");
});

it("ends as interrupted again when the server stays away", async () => {
  const server = breaking();
  const stream = streamOf(server);
  await settled(stream.start());
  expect(await settled(stream.retry())).toMatchObject({
    error: { code: "interrupted" },
    text: "a text ",
  });
  server.heal();
  expect(await settled(stream.retry())).toMatchObject({ status: "done", verified: true });
  expect(server.runs).toHaveLength(1);
});
