import { setImmediate as immediate } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryStore } from "../src/index.ts";
import {
  asEvents,
  handFed,
  heldBody,
  newRunKey,
  readerOf,
  refusal,
  says,
  setup,
  until,
} from "./support.ts";

const limited = { status: 429, code: "rate_limited" };
const MAX_READERS = 64;

afterEach(() => vi.useRealTimers());

/** A run that goes on, and how to read it once more. */
async function standing(limits: object) {
  const fed = handFed();
  const made = setup([fed.workflow], { limits });
  const { headers, id } = newRunKey();
  fed.push("begun");
  const first = await made.run("fed", { headers });
  const attach = {
    GET: () => made.call(`/runs/${id}/stream`, { headers }),
    POST: () => made.run("fed", { headers, token: "pub_tok_spent" }),
  };
  return { ...made, fed, id, headers, first, attach };
}

describe("the readers of one run", () => {
  it.each(["GET", "POST"] as const)(
    "(by %s) are 64 at most, and make way when they go",
    async (by) => {
      const { attach, fed } = await standing({ attachesPerMinute: 1_000 });
      const readers = [];
      for (let i = 1; i < MAX_READERS; i++) {
        const answer = await attach[by]();
        expect(answer.status).toBe(200);
        readers.push(readerOf(answer));
      }
      const refused = await attach[by]();
      expect(refused.headers.get("retry-after")).toBe("5");
      expect(refused.headers.get("ratelimit-policy")).toBe(
        `"readers";q=64;qu="concurrent-requests"`,
      );
      expect(await refusal(refused)).toEqual(limited);

      await readers[0]?.cancel();
      expect((await attach[by]()).status).toBe(200);
      expect((await attach[by]()).status).toBe(429);
      fed.end();
      for (const reader of readers.slice(1)) while ((await reader.read()) !== undefined);
      expect((await attach[by]()).status).toBe(200);
    },
  );

  it("are counted while they wait for the first text, and no more once they are refused or gone", async () => {
    vi.useFakeTimers();
    const fed = handFed();
    const { run, call } = setup([fed.workflow], { limits: { attachesPerMinute: 1_000 } });
    const { headers, id } = newRunKey();
    const first = run("fed", { headers });
    await until(() => fed.calls === 1);
    const left = new AbortController();
    const attach = (signal?: AbortSignal) =>
      call(`/runs/${id}/stream`, { headers, ...(signal && { signal }) });
    const waiting = Array.from({ length: MAX_READERS - 1 }, () => attach(left.signal));
    await vi.advanceTimersByTimeAsync(100);
    const past = await call(`/runs/${id}/stream?offset=1`, { headers });
    expect(past.status).toBe(429);
    left.abort();
    await Promise.all(waiting);
    const late = attach();
    fed.fail(new Error("no"));
    expect((await late).status).toBe(502);
    expect((await first).status).toBe(502);
    for (let i = 0; i < MAX_READERS * 2; i++) expect((await attach()).status).toBe(502);
  });

  it("never keep out the request that begins the run", async () => {
    const { workflow, begin, ...made } = crowded();
    const { run, call } = setup([workflow], { limits: { attachesPerMinute: 1_000 } });
    const { headers, id } = newRunKey();
    const first = run("late", { headers });
    await until(() => made.isAsked());
    // A claim can be read too, and its readers wait with it.
    const early = Array.from({ length: MAX_READERS + 8 }, () =>
      call(`/runs/${id}/stream`, { headers }),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    begin();
    expect((await first).status).toBe(200);
    const statuses = (await Promise.all(early)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(8);
  });
});

/** A workflow whose inputs are checked when the test says so. */
function crowded() {
  let begin = (): void => {};
  let isAsked = false;
  const checked = new Promise<{ value: object }>(
    (resolve) => (begin = () => resolve({ value: {} })),
  );
  const validate = (): Promise<{ value: object }> => {
    isAsked = true;
    return checked;
  };
  const inputs = { "~standard": { version: 1 as const, vendor: "test", validate } };
  return { workflow: { ...says("late", "text"), inputs }, begin, isAsked: () => isAsked };
}

describe("attaches", () => {
  it("count for each address, by GET and repeated POST together", async () => {
    const { attach, call, id, headers } = await standing({ attachesPerMinute: 3 });
    expect((await attach.GET()).status).toBe(200);
    expect((await attach.POST()).status).toBe(200);
    expect((await attach.GET()).status).toBe(200);
    for (const by of ["GET", "POST"] as const) {
      const refused = await attach[by]();
      expect(refused.headers.get("ratelimit-policy")).toBe(`"attaches";q=3;w=60`);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await refusal(refused)).toEqual(limited);
    }
    // Nothing else counts, and nothing else is refused.
    expect((await call(`/runs/${id}`, { headers })).status).toBe(200);
    expect((await call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);
  });

  it("of one address keep out no other, nor a run that begins", async () => {
    const fed = handFed();
    const limits = { attachesPerMinute: 1 };
    const { run, server, token } = setup([fed.workflow, says("say", "x")], { limits });
    const { headers, id } = newRunKey();
    fed.push("begun");
    await run("fed", { headers });
    const from = async (address: string): Promise<number> => {
      const url = `http://server.test/api/v1/runs/${id}/stream`;
      return (await server.fetch(new Request(url, { headers }), { address })).status;
    };
    expect([await from("1.1.1.1"), await from("1.1.1.1"), await from("2.2.2.2")]).toEqual([
      200, 429, 200,
    ]);
    const url = `http://server.test/api/v1/run/say/stream?token=${await token()}`;
    const post = new Request(url, { method: "POST", headers: newRunKey().headers, body: "{}" });
    expect((await server.fetch(post, { address: "1.1.1.1" })).status).toBe(200);
  });

  it("are looked at before a claim: who is refused while the first is checked begins no run", async () => {
    const { call, run, token } = setup([says("say", "text")], { limits: { attachesPerMinute: 1 } });
    const { headers } = newRunKey();
    const held = heldBody();
    const first = call(`/run/say/stream?token=${await token()}`, { ...held.init, headers });
    await until(held.isAwaited);
    const second = run("say", { headers });
    const value = await token();
    const third = await run("say", { headers, token: value });
    expect(await refusal(third)).toEqual(limited);
    held.send("{");
    expect((await first).status).toBe(400);
    // The one that waited has its turn, and the refused one's token is as good as before.
    expect(await (await second).text()).toBe("text");
    expect((await run("say", { token: value })).status).toBe(200);
  });

  it("are let in while they can't be counted", async () => {
    const memory = memoryStore();
    const hit = async (key: string, windowSeconds: number) => {
      if (key.startsWith("attaches:")) throw new Error("connection refused");
      return memory.rates.hit(key, windowSeconds);
    };
    const store = { ...memory, rates: { ...memory.rates, hit } };
    const { run, call, errors } = setup([says("say", "text")], { store, limits: {} });
    const { headers, id } = newRunKey();
    await run("say", { headers });
    expect((await call(`/runs/${id}/stream`, { headers })).status).toBe(200);
    expect(errors).toEqual([new Error("connection refused")]);
  });
});

it("many readers of 8 MB let the loop have its turns", async () => {
  const text = "0123456789abcdef".repeat(8 * 64);
  const pieces = Array.from({ length: 1_000 }, () => text);
  const { run, call } = setup([says("long", ...pieces)], { limits: {} });
  const { headers, id } = newRunKey();
  await (await run("long", { headers })).text();
  let sentBytes = 0;
  let isOver = false;
  async function mostInOneTurn(): Promise<number> {
    let most = 0;
    while (!isOver) {
      const before = sentBytes;
      await immediate();
      most = Math.max(most, sentBytes - before);
    }
    return most;
  }
  const mostBytes = mostInOneTurn();
  const answers = Array.from({ length: 16 }, async () => {
    const { body } = await call(`/runs/${id}/stream`, { headers: { ...headers, ...asEvents } });
    let bytes = 0;
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      sentBytes += chunk.length;
    }
    return bytes;
  });
  for (const bytes of await Promise.all(answers)) expect(bytes).toBeGreaterThan(8e6);
  isOver = true;
  // A quarter of a MiB for all of them, and the piece that each was about to send.
  expect(await mostBytes).toBeLessThan(512 * 1024);
}, 60_000);
