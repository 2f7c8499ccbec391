import { createScriptedServer } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import { persisterOf } from "../support/pages.ts";
import { streamOf } from "../support/streams.ts";

const nextTick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const ENDLESS = { deltas: ["text"], faults: [{ kind: "stall", afterDeltas: 1 }] } as const;

it("the last release stops the run, one tick later", async () => {
  const server = createScriptedServer(ENDLESS);
  const stream = streamOf(server);
  const [one, other] = [stream.retain(), stream.retain()];
  const ended = stream.start();
  one();
  await nextTick();
  expect(stream.getSnapshot().isLoading).toBe(true);
  other();
  expect(stream.getSnapshot().isLoading).toBe(true);
  expect(await ended).toMatchObject({ status: "stopped" });
  await nextTick();
  expect(server.openBodies).toBe(0);
  expect(server.requests.at(-1)).toMatchObject({ method: "DELETE", init: { keepalive: true } });
});

it("who retains again within that tick keeps the run", async () => {
  const stream = streamOf(createScriptedServer(ENDLESS));
  const first = stream.retain();
  const ended = stream.start();
  first();
  const second = stream.retain();
  await nextTick();
  await nextTick();
  expect(stream.getSnapshot().isLoading).toBe(true);
  second();
  expect(await ended).toMatchObject({ status: "stopped" });
});

it("a release counts once", async () => {
  const stream = streamOf(createScriptedServer(ENDLESS));
  const [one, other] = [stream.retain(), stream.retain()];
  const ended = stream.start();
  one();
  one();
  await nextTick();
  expect(stream.getSnapshot().isLoading).toBe(true);
  other();
  expect(await ended).toMatchObject({ status: "stopped" });
});

it("a run that nobody retains goes on", async () => {
  const stream = streamOf(createScriptedServer({ deltas: ["text"], gapMs: 10 }));
  const unsubscribe = stream.subscribe(() => {});
  const ended = stream.start();
  unsubscribe();
  expect(await ended).toMatchObject({ status: "done" });
});

it("a text that is complete stays after its release", async () => {
  const stream = streamOf(createScriptedServer({ deltas: ["text"] }));
  const release = stream.retain();
  await stream.start();
  release();
  await nextTick();
  expect(stream.getSnapshot()).toMatchObject({ status: "done", text: "text" });
});

it("the signal of a start stops its run also after that was let go and taken up again", async () => {
  const server = createScriptedServer({
    deltas: ["text"],
    faults: [...ENDLESS.faults, ...ENDLESS.faults],
  });
  const stream = streamOf(server, { persister: persisterOf({ text: null }) });
  const controller = new AbortController();
  const release = stream.retain();
  const ended = stream.start({}, { signal: controller.signal });
  await nextTick();
  release();
  await nextTick();
  void stream.restore();
  await nextTick();
  expect(stream.getSnapshot().isLoading).toBe(true);
  controller.abort();
  expect(await ended).toMatchObject({ status: "stopped" });
  await nextTick();
  expect(server.requests.at(-1)).toMatchObject({ method: "DELETE" });
});
