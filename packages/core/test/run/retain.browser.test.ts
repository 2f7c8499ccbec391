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

it("a run that is remembered is let go with the last release, and goes on with restore", async () => {
  const server = createScriptedServer();
  const stream = streamOf(server, { persister: persisterOf({ text: null }) });
  const release = stream.retain();
  const ended = stream.start();
  await expect.poll(() => server.runs.length).toBe(1);
  server.runs[0]!.write("half");
  await expect.poll(() => stream.getSnapshot().text).toBe("half");
  release();
  await expect.poll(() => server.openBodies).toBe(0);
  expect(stream.getSnapshot()).toMatchObject({ status: "streaming", isLoading: true });
  server.runs[0]!.write(" a text");
  stream.retain();
  const restored = stream.restore();
  await expect.poll(() => stream.getSnapshot().text).toBe("half a text");
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "GET"]);
  expect(server.requests[1]!.url.search).toBe("?offset=4&parts=0");
  server.runs[0]!.finish();
  expect(await ended).toMatchObject({ status: "done", text: "half a text" });
  expect(await restored).toBe(await ended);
});

it.each(["stop", "reset"] as const)("%s ends a run that was let go, for good", async (method) => {
  const server = createScriptedServer();
  const shelf = { text: null };
  const stream = streamOf(server, { persister: persisterOf(shelf) });
  const release = stream.retain();
  void stream.start();
  await expect.poll(() => server.runs.length).toBe(1);
  release();
  await expect.poll(() => server.openBodies).toBe(0);
  expect(server.runs[0]!.isCancelled).toBe(false);
  stream[method]();
  await expect.poll(() => server.runs[0]!.isCancelled).toBe(true);
  expect(shelf.text).toBeNull();
});
