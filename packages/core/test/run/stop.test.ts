import { createScriptedServer, type Fault } from "@workflow-stream/testing";
import { expect, it } from "vitest";
import { credentialsOf, isStreaming, reached, SLOW, streamOf } from "../support/streams.ts";
import { pass, settled, useVirtualTime } from "../support/virtualTime.ts";

useVirtualTime();

it("keeps the text that came, and says that it is partial", async () => {
  const stream = streamOf(createScriptedServer(SLOW));
  const ended = stream.start();
  await settled(reached(stream, isStreaming));
  stream.stop();
  const { text } = stream.getSnapshot();
  expect("a slow text".startsWith(text) && text.length > 0).toBe(true);
  expect(stream.getSnapshot()).toMatchObject({
    status: "stopped",
    isPartial: true,
    verified: false,
  });
  expect(await settled(ended)).toEqual({
    status: "stopped",
    text,
    isPartial: true,
    verified: false,
    reasoning: "",
    sources: [],
    data: {},
  });
});

it("is no error", async () => {
  const errors: unknown[] = [];
  const endings: string[] = [];
  const stream = streamOf(createScriptedServer(SLOW), {
    onError: (error) => errors.push(error),
    onFinish: ({ status }) => endings.push(status),
  });
  const ended = stream.start();
  stream.stop();
  await settled(ended);
  expect(stream.getSnapshot().error).toBeUndefined();
  expect([errors, endings]).toEqual([[], ["stopped"]]);
});

it("closes the connection and cancels on the server, in a way that outlives the page", async () => {
  const server = createScriptedServer(SLOW);
  const stream = streamOf(server);
  void stream.start();
  await settled(reached(stream, isStreaming));
  expect(server.openBodies).toBe(1);
  stream.stop();
  await pass(10);
  expect(server.openBodies).toBe(0);
  const [post, cancel] = server.requests;
  expect(cancel).toMatchObject({ method: "DELETE", init: { keepalive: true } });
  expect(cancel!.url.pathname).toBe(`/api/v1/runs/${server.runs[0]!.id}`);
  expect(credentialsOf(cancel!)).toEqual({ token: null, runKey: credentialsOf(post!).runKey });
  // without a type, SvelteKit takes it for a form's
  expect(cancel!.headers.get("content-type")).toBe("application/json");
});

it.each<[string, Fault]>([
  ["before any answer", { kind: "silence", begins: true }],
  ["while a try is waited for", { kind: "refuse", status: 503, retryAfter: "20" }],
])("cancels %s", async (_, fault) => {
  const server = createScriptedServer({ deltas: ["text"], faults: [fault] });
  const stream = streamOf(server);
  const ended = stream.start();
  await pass(1000);
  stream.stop();
  expect(await settled(ended, 10)).toMatchObject({ status: "stopped", text: "" });
  await pass(60_000);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST", "DELETE"]);
});

it.each<[string, () => HeadersInit | Promise<HeadersInit>]>([
  ["throws", () => toThrow()],
  ["rejects", async () => toThrow()],
  ["gives what can't be sent", () => ({ x: "a\nb" })],
])("cancels by the Run-Key alone where a headers function %s", async (_, failing) => {
  const server = createScriptedServer(SLOW);
  let isWell = true;
  const stream = streamOf(server, { headers: () => (isWell ? { "x-mine": "1" } : failing()) });
  void stream.start();
  await settled(reached(stream, isStreaming));
  isWell = false;
  stream.stop();
  await pass(10);
  expect(server.runs[0]!.isCancelled).toBe(true);
  expect(server.requests.at(-1)!.headers.get("x-mine")).toBeNull();
});

function toThrow(): never {
  throw new Error("The session has ended");
}

it("sends nothing while the token is still asked for", async () => {
  const server = createScriptedServer(SLOW);
  let aborted = false;
  const stream = streamOf(server, {
    token: ({ signal }) => {
      signal.addEventListener("abort", () => (aborted = true));
      return new Promise((resolve) => setTimeout(() => resolve(server.token()), 100));
    },
  });
  const ended = stream.start();
  await pass(50);
  stream.stop();
  expect(await settled(ended, 10)).toMatchObject({ status: "stopped" });
  expect(aborted).toBe(true);
  await pass(1000);
  expect(server.requests).toHaveLength(0);
});

it("sends no cancellation where the server could not know the run", async () => {
  const server = createScriptedServer(SLOW);
  const stream = streamOf(server, { resume: false });
  void stream.start();
  await pass(50);
  stream.stop();
  await pass(1000);
  expect(server.requests.map(({ method }) => method)).toEqual(["POST"]);
  expect(server.openBodies).toBe(0);
});

it("does nothing without a run, or after its end", async () => {
  const server = createScriptedServer({ deltas: ["text"] });
  const stream = streamOf(server);
  stream.stop();
  expect(stream.getSnapshot().status).toBe("idle");
  await settled(stream.start());
  const ended = stream.getSnapshot();
  stream.stop();
  await pass(1000);
  expect(stream.getSnapshot()).toBe(ended);
  expect(server.requests).toHaveLength(1);
});

it("may come from a callback", async () => {
  const server = createScriptedServer(SLOW);
  const stream = streamOf(server, { onDelta: () => stream.stop() });
  const { text, status } = await settled(stream.start());
  expect([status, text]).toEqual(["stopped", "a"]);
  expect(stream.getSnapshot()).toMatchObject({ status: "stopped", text: "a" });
});
