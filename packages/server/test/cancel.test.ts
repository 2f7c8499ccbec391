import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryStore } from "../src/index.ts";
import {
  asBackend,
  asEvents,
  handFed,
  newRunKey,
  parseEvents,
  says,
  setup,
  types,
} from "./support.ts";

const aborted = ["text-end", "abort", "[DONE]"];

afterEach(() => vi.useRealTimers());

describe("DELETE during a run", () => {
  it("ends it at once, for every reader and for the workflow", async () => {
    const fed = handFed();
    const { run, call, reports, errors } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    fed.push("begun");
    const events = await run("fed", { headers: { ...headers, ...asEvents } });
    const plain = await run("fed", { headers });
    expect((await call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);

    expect(fed.signal?.aborted).toBe(true);
    expect(types(parseEvents(await events.text())).slice(2)).toEqual(["text-delta", ...aborted]);
    await expect(plain.text()).rejects.toThrow("ended as aborted");
    expect(await (await call(`/runs/${id}`, { headers })).json()).toMatchObject({
      status: "aborted",
      bytes: 5,
    });
    expect(reports).toMatchObject([{ runId: id, status: "aborted", bytes: 5 }]);
    expect(errors).toEqual([]);
  });

  it("works with a secret key, also for a run without a Run-Key", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    fed.push("begun");
    const response = await run("fed", { headers: asEvents });
    const path = `/runs/${response.headers.get("run-id")}`;
    expect((await call(path, { method: "DELETE", headers: asBackend })).status).toBe(204);
    expect(types(parseEvents(await response.text())).slice(-3)).toEqual(aborted);
  });

  it("works before the first text", async () => {
    const fed = handFed();
    const { run, call } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    const response = run("fed", { headers: { ...headers, ...asEvents } });
    await expect.poll(() => fed.calls).toBe(1);
    await call(`/runs/${id}`, { method: "DELETE", headers });
    expect(types(parseEvents(await (await response).text())).slice(2)).toEqual(aborted);
  });

  it("in the moment its run begins keeps the workflow from being called", async () => {
    vi.useFakeTimers();
    const fed = handFed();
    const store = memoryStore();
    const begin: typeof store.runs.begin = async (id, ...rest) => {
      const begun = await store.runs.begin(id, ...rest);
      await store.runs.cancel(id, 1_000);
      return begun;
    };
    const runs = { ...store.runs, begin };
    const { server, run } = setup([fed.workflow], { store: { ...store, runs } });
    const { headers } = newRunKey();
    const response = await run("fed", { headers: { ...headers, ...asEvents } });
    expect(types(parseEvents(await response.text())).slice(2)).toEqual(aborted);
    expect(fed.calls).toBe(0);
    await server.close();
    await store.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("reports what a workflow throws while it is being ended, unless that is the abort", async () => {
    const thrown = new Error("clean-up failed");
    const workflow = {
      ...says("messy"),
      run: async function* (_inputs: unknown, { signal }: { signal: AbortSignal }) {
        yield "begun";
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        throw thrown;
      },
    };
    const { run, call, errors } = setup([workflow]);
    const { headers, id } = newRunKey();
    await run("messy", { headers });
    await call(`/runs/${id}`, { method: "DELETE", headers });
    await expect.poll(() => errors).toEqual([thrown]);
    expect(await (await call(`/runs/${id}`, { headers })).json()).toMatchObject({
      status: "aborted",
    });
  });

  it("ends a workflow that does not listen to its signal", async () => {
    let wasClosed = false;
    let goOn = (): void => {};
    const workflow = {
      ...says("deaf"),
      run: async function* () {
        try {
          yield "one";
          await new Promise<void>((resolve) => (goOn = resolve));
          yield "two";
        } finally {
          wasClosed = true;
        }
      },
    };
    const { run, call } = setup([workflow]);
    const { headers, id } = newRunKey();
    const response = await run("deaf", { headers: { ...headers, ...asEvents } });
    await call(`/runs/${id}`, { method: "DELETE", headers });
    expect(types(parseEvents(await response.text())).slice(2)).toEqual(["text-delta", ...aborted]);
    goOn();
    await expect.poll(() => wasClosed).toBe(true);
  });
});

describe("DELETE after a run", () => {
  it("changes nothing", async () => {
    const { run, call } = setup([says("say", "text")]);
    const { headers, id } = newRunKey();
    await (await run("say", { headers })).text();
    expect((await call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);
    expect(await (await call(`/runs/${id}`, { headers })).json()).toMatchObject({ status: "done" });
    expect(await (await run("say", { headers })).text()).toBe("text");
  });
});

describe("DELETE before the run", () => {
  it("marks the id aborted for 60 s; its POST calls no workflow and uses no token", async () => {
    vi.useFakeTimers();
    const fed = handFed();
    const { run, call, token, reports } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    const unknown = await call(`/runs/${id}`, { method: "DELETE", headers });
    expect(unknown.status).toBe(404);

    vi.advanceTimersByTime(59_999);
    const value = await token();
    const early = await run("fed", { token: value, headers: { ...headers, ...asEvents } });
    expect(types(parseEvents(await early.text())).slice(2)).toEqual(aborted);
    expect(await (await call(`/runs/${id}`, { headers })).json()).toEqual({
      id,
      workflow: null,
      status: "aborted",
      bytes: 0,
    });
    expect(fed.calls).toBe(0);
    expect(reports).toEqual([]);

    vi.advanceTimersByTime(1);
    fed.push("text");
    fed.end();
    expect((await run("fed", { token: value, headers })).status).toBe(200);
    expect(fed.calls).toBe(1);
  });

  it("while its POST is being checked cancels that", async () => {
    const fed = handFed();
    const { call, token } = setup([fed.workflow]);
    const { headers, id } = newRunKey();
    let finishBody = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        finishBody = () => controller.close();
      },
    });
    const init = { method: "POST", headers: { ...headers, ...asEvents }, body, duplex: "half" };
    const posted = call(`/run/fed/stream?token=${await token()}`, init as RequestInit);
    await expect.poll(async () => (await call(`/runs/${id}`, { headers })).status).toBe(200);
    expect((await call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);
    finishBody();
    expect(types(parseEvents(await (await posted).text())).slice(2)).toEqual(aborted);
    expect(fed.calls).toBe(0);
  });

  it("marks nothing when the key is another run's", async () => {
    const { run, call } = setup([says("say", "text")]);
    const { headers } = newRunKey();
    const response = await call(`/runs/${newRunKey().id}`, { method: "DELETE", headers });
    expect(response.status).toBe(404);
    expect(await (await run("say", { headers })).text()).toBe("text");
  });

  it("by a secret key marks nothing", async () => {
    const { run, call } = setup([says("say", "text")]);
    const { headers, id } = newRunKey();
    const response = await call(`/runs/${id}`, { method: "DELETE", headers: asBackend });
    expect(response.status).toBe(404);
    expect(await (await run("say", { headers })).text()).toBe("text");
  });
});
