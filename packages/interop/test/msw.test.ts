import { createWorkflowStream, type WorkflowStream } from "@workflow-stream/core";
import { createScriptedServer, type ScriptedServer } from "@workflow-stream/core/testing";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

const unhandled: string[] = [];
const msw = setupServer();
beforeAll(() =>
  msw.listen({
    onUnhandledFrame({ frame: { data } }) {
      if (data instanceof Object && "request" in data && data.request instanceof Request)
        unhandled.push(data.request.method);
    },
  }),
);
afterEach(() => msw.resetHandlers());
afterAll(() => msw.close());

const BASE_URL = "http://127.0.0.1:4999/api/v1";

/** Starts a stream through msw, and lets it hear a word. */
async function begin(server: ScriptedServer): Promise<WorkflowStream> {
  const { token } = server;
  const stream = createWorkflowStream({
    workflowId: "tides",
    baseUrl: BASE_URL,
    token,
    flush: "sync",
  });
  void stream.start();
  await expect.poll(() => server.runs.length).toBe(1);
  server.runs[0]?.write("High");
  await expect.poll(() => stream.getSnapshot().text).toBe("High");
  return stream;
}

/** Runs it where no promise is settled before the next tick: as the timers of React and Vue do. */
function inTimer(run: () => void): Promise<void> {
  return new Promise((resolve) =>
    setTimeout(() => {
      run();
      setTimeout(resolve, 50);
    }),
  );
}

it("a text that is left from a timer throws nothing", async () => {
  const server = createScriptedServer();
  msw.use(http.all("*/api/*", ({ request }) => server.fetch(request)));
  const stream = await begin(server);
  await inTimer(() => stream.stop());
  await expect.poll(() => server.runs[0]?.isCancelled).toBe(true);
});

it("a connection that breaks is no end: the text goes on", async () => {
  const server = createScriptedServer();
  msw.use(http.all("*/api/*", ({ request }) => server.fetch(request)));
  const stream = await begin(server);
  server.runs[0]?.cut();
  server.runs[0]?.write(" water");
  server.runs[0]?.finish();
  await expect
    .poll(() => stream.getSnapshot())
    .toMatchObject({ status: "done", text: "High water" });
  expect(server.runs).toHaveLength(1);
});

it("a handler of POST alone leaves the cancellation unhandled", async () => {
  const server = createScriptedServer();
  msw.use(http.post("*/api/*", ({ request }) => server.fetch(request)));
  const stream = await begin(server);
  stream.stop();
  await expect.poll(() => unhandled).toEqual(["DELETE"]);
});

it("one's own handler says that its text is chunked", async () => {
  const headers = { "content-type": "text/plain", "transfer-encoding": "chunked" };
  const body = new ReadableStream({
    start: (text) => text.enqueue(new TextEncoder().encode("High")),
  });
  msw.use(http.post("*/text", () => new Response(body, { headers })));
  const stream = createWorkflowStream({ url: "http://127.0.0.1:4999/text", flush: "sync" });
  void stream.start();
  await expect.poll(() => stream.getSnapshot().text).toBe("High");
  await inTimer(() => stream.stop());
  expect(stream.getSnapshot().status).toBe("stopped");
});
