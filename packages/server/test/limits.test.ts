import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  asEvents,
  handFed,
  newRunKey,
  parseEvents,
  readerOf,
  refusal,
  says,
  setup,
  until,
} from "./support.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const lastError = (body: string): unknown => parseEvents(body).at(-2)?.data;

describe("the status line", () => {
  it("waits 2 s for the first text, then goes out without it", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    let response: Response | undefined;
    const answered = run("fed", { headers: asEvents }).then((r) => (response = r));
    await until(() => fed.calls === 1);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(response).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect((await answered).status).toBe(200);
    fed.fail(new Error("too late for a status"));
    expect(lastError(await (await answered).text())).toMatchObject({ code: "workflow_failed" });
  });

  it("goes out with the first text", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    const answered = run("fed");
    await until(() => fed.calls === 1);
    fed.push("x");
    expect((await answered).status).toBe(200);
  });
});

describe("silence", () => {
  it("is filled with a heartbeat every 15 s on an event stream", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    fed.push("x");
    const reader = readerOf(await run("fed", { headers: asEvents }));
    await reader.read();
    await reader.read();
    for (let beat = 0; beat < 3; beat++) {
      const next = reader.read();
      await vi.advanceTimersByTimeAsync(14_999);
      await expect(Promise.race([next, Promise.resolve("nothing")])).resolves.toBe("nothing");
      await vi.advanceTimersByTimeAsync(1);
      expect(await next).toBe(": hb\n\n");
    }
  });

  it("leaves a plain text body alone", async () => {
    const fed = handFed();
    const { run } = setup([fed.workflow]);
    fed.push("x");
    const body = (await run("fed")).text();
    await vi.advanceTimersByTimeAsync(50_000);
    fed.push("y");
    fed.end();
    expect(await body).toBe("xy");
  });

  it("of a workflow for 60 s ends its run", async () => {
    const fed = handFed();
    const { run, reports } = setup([fed.workflow]);
    fed.push("x");
    const body = (await run("fed", { headers: asEvents })).text();
    await vi.advanceTimersByTimeAsync(59_000);
    fed.push("");
    await vi.advanceTimersByTimeAsync(59_990);
    expect(fed.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(fed.signal?.aborted).toBe(true);
    expect(lastError(await body)).toMatchObject({ type: "error", code: "idle_timeout" });
    expect(reports).toMatchObject([{ status: "failed", errorCode: "idle_timeout" }]);
  });
});

describe("the duration of a run", () => {
  async function endsAfter(ms: number, scope: object): Promise<void> {
    const fed = handFed();
    const { run, token } = setup([fed.workflow]);
    fed.push("x");
    const response = await run("fed", { headers: asEvents, token: await token(scope) });
    const body = response.text();
    for (let elapsedMs = 1_000; elapsedMs < ms; elapsedMs += 1_000) {
      await vi.advanceTimersByTimeAsync(1_000);
      fed.push(".");
    }
    expect(fed.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fed.signal?.aborted).toBe(true);
    expect(lastError(await body)).toMatchObject({ type: "error", code: "max_run_timeout" });
  }

  it("is 300 s at most", () => endsAfter(300_000, {}));
  it("is what its token allows", () => endsAfter(5_000, { maxRunSeconds: 5 }));
  it("is 300 s even if its token allows more", () => endsAfter(300_000, { maxRunSeconds: 900 }));

  it("is a 504 for a run that is not streamed", async () => {
    const fed = handFed();
    const { call } = setup([fed.workflow], { maxRunMs: 1_000 });
    const headers = { authorization: "Bearer sk_test" };
    const answer = call("/run/fed", { method: "POST", headers });
    await until(() => fed.calls === 1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await refusal(await answer)).toEqual({ status: 504, code: "max_run_timeout" });
  });
});

it("a limit no timer can hold is no limit", async () => {
  vi.useRealTimers();
  const fed = handFed();
  const { run } = setup([fed.workflow], { maxRunMs: 1e12, idleTimeoutMs: Infinity });
  fed.push("x");
  const response = await run("fed");
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fed.signal?.aborted).toBe(false);
  fed.end();
  expect(await response.text()).toBe("x");
});

describe("a run that ended", () => {
  it("is kept for 10 minutes", async () => {
    const { run, call } = setup([says("say", "text")]);
    const { headers, id } = newRunKey();
    await (await run("say", { headers })).text();
    await vi.advanceTimersByTimeAsync(599_000);
    expect(await (await call(`/runs/${id}/stream`, { headers })).text()).toBe("text");
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await call(`/runs/${id}/stream`, { headers })).status).toBe(404);
    expect((await call(`/runs/${id}`, { headers })).status).toBe(404);
  });
});

describe("a text over the limit", () => {
  it("ends the run, with what fitted", async () => {
    vi.useRealTimers();
    const { run, reports } = setup([says("say", "123456", "789", "0ab")], { maxOutputBytes: 10 });
    const body = await (await run("say", { headers: asEvents })).text();
    expect(lastError(body)).toMatchObject({ type: "error", code: "output_too_large" });
    expect(reports).toMatchObject([{ status: "failed", bytes: 9 }]);
  });

  it("of exactly the limit is whole", async () => {
    const { run } = setup([says("say", "12345", "67890")], { maxOutputBytes: 10 });
    expect(await (await run("say")).text()).toBe("1234567890");
  });

  it("ends a workflow that yields without ever waiting, while others are served", async () => {
    vi.useRealTimers();
    const endless = {
      ...says("endless"),
      run: async function* () {
        for (;;) yield "x".repeat(100);
      },
    };
    const { run, reports } = setup([endless, says("say", "quick")]);
    const long = run("endless");
    expect(await (await run("say")).text()).toBe("quick");
    await expect((await long).text()).rejects.toThrow("ended as failed");
    expect(reports.map(({ workflowId, errorCode }) => [workflowId, errorCode])).toEqual([
      ["say", undefined],
      ["endless", "output_too_large"],
    ]);
  });
});
