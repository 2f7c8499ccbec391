import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Workflow } from "../../src/index.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { openClient, openStore } from "../support/redisStores.ts";
import {
  asEvents,
  handFed,
  newRunKey,
  parseEvents,
  refusal,
  says,
  setup,
  textOf,
  types,
  type Setup,
} from "../support.ts";

const abandoned = { status: "failed", errorCode: "abandoned" };
const aborted = ["text-end", "abort", "[DONE]"];

describeWithRedis("two servers on one Redis", () => {
  let redis: RedisServer;
  let prefixes = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  function two(...workflows: Workflow[]): [here: Setup, there: Setup] {
    const prefix = `p${prefixes++}:`;
    const one = (): Setup => setup(workflows, { store: openStore(redis.url, { prefix }) });
    return [one(), one()];
  }

  it.each([
    ["keepEndedMs", Infinity],
    ["keepEndedMs", 1e15],
    ["detachedGraceMs", Infinity],
  ])("are refused at the start with a %s of %s, which Redis can't hold", (name, value) => {
    const store = openStore(redis.url, {});
    expect(() => setup([says("say", "x")], { store, [name]: value })).toThrow(
      new TypeError(`${name} can be 3153600000000 at most with this store, not ${value}`),
    );
  });

  it("run with the longest times that are allowed", async () => {
    const longestMs = 3_153_600_000_000;
    const times = { keepEndedMs: longestMs, detachedGraceMs: longestMs };
    const store = openStore(redis.url, { prefix: "longest:" });
    const { run, call } = setup([says("say", "text")], { store, ...times });
    const { headers, id } = newRunKey();
    expect(await (await run("say", { headers })).text()).toBe("text");
    expect(await (await call(`/runs/${id}`, { headers })).json()).toMatchObject({ status: "done" });
  });

  it("start one run for 1 000 requests with one token", async () => {
    const fed = handFed();
    const [here, there] = two(fed.workflow);
    const token = await here.token();
    fed.push("text");
    fed.end();
    const responses = await Promise.all(
      Array.from({ length: 1_000 }, (_, i) => (i % 2 === 0 ? here : there).run("fed", { token })),
    );
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 999 }, () => 401)]);
    expect(fed.calls).toBe(1);
  });

  it("give 50 requests with one token and one Run-Key one run, and the same text", async () => {
    const fed = handFed();
    const [here, there] = two(fed.workflow);
    const token = await here.token();
    const { headers } = newRunKey();
    const posted = Array.from({ length: 50 }, (_, i) =>
      (i % 2 === 0 ? here : there).run("fed", { token, headers: { ...headers, ...asEvents } }),
    );
    for (const text of ["a", "日本", "😀"]) fed.push(text);
    const responses = await Promise.all(posted);
    const bodies = responses.map((response) => response.text());
    fed.push("late");
    fed.end();
    const texts = (await Promise.all(bodies)).map((body) => textOf(parseEvents(body)));
    expect(new Set(texts)).toEqual(new Set(["a日本😀late"]));
    expect(fed.calls).toBe(1);
  });

  it("let a request that waits on one take over when the other refuses the first", async () => {
    const [here, there] = two(says("say", "done"));
    const { headers } = newRunKey();
    let finishBody = (): void => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        finishBody = () => {
          controller.enqueue(new TextEncoder().encode("{"));
          controller.close();
        };
      },
    });
    const init = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    const first = here.call(`/run/say/stream?token=${await here.token()}`, init);
    const second = there.run("say", { headers });
    await sleep(50);
    finishBody();
    expect((await first).status).toBe(400);
    expect(await (await second).text()).toBe("done");
  });

  it("know a run by its key alone, wherever it is asked for", async () => {
    const [here, there] = two(says("say", "text"));
    const { id, headers } = newRunKey();
    await (await here.run("say", { headers })).text();
    expect(await (await there.call(`/runs/${id}`, { headers })).json()).toEqual({
      id,
      workflow: "say",
      status: "done",
      bytes: 4,
    });
    const wrong = { "run-key": `${id}.${"x".repeat(22)}` };
    for (const answer of [
      await there.run("say", { headers: wrong }),
      await there.call(`/runs/${id}`, { headers: wrong }),
      await there.call(`/runs/${id}/stream`, { headers: wrong }),
      await there.call(`/runs/${id}`, { method: "DELETE", headers: wrong }),
    ]) {
      expect(await refusal(answer)).toEqual({ status: 404, code: "run_not_found" });
    }
  });

  describe("a DELETE on the other server", () => {
    it("before the POST keeps the workflow from being called", async () => {
      const fed = handFed();
      const [here, there] = two(fed.workflow);
      const { id, headers } = newRunKey();
      expect((await there.call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(404);
      const response = await here.run("fed", { headers: { ...headers, ...asEvents } });
      expect(types(parseEvents(await response.text())).slice(2)).toEqual(aborted);
      expect(fed.calls).toBe(0);
    });

    it("during the run ends workflow and readers on both within a second", async () => {
      const fed = handFed();
      const [here, there] = two(fed.workflow);
      const { id, headers } = newRunKey();
      fed.push("begun");
      const readers = [
        await here.run("fed", { headers: { ...headers, ...asEvents } }),
        await there.run("fed", { headers: { ...headers, ...asEvents } }),
      ];
      const saidAt = performance.now();
      expect((await there.call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);
      await expect.poll(() => fed.signal?.aborted).toBe(true);
      for (const reader of readers) {
        const events = parseEvents(await reader.text());
        expect(types(events).slice(2)).toEqual(["text-delta", ...aborted]);
      }
      expect(performance.now() - saidAt).toBeLessThan(1_000);
      expect(here.reports).toMatchObject([{ status: "aborted" }]);
      expect(fed.calls).toBe(1);
    });

    it("after the run changes nothing", async () => {
      const [here, there] = two(says("say", "text"));
      const { id, headers } = newRunKey();
      await (await here.run("say", { headers })).text();
      expect((await there.call(`/runs/${id}`, { method: "DELETE", headers })).status).toBe(204);
      expect(await (await there.run("say", { headers })).text()).toBe("text");
    });
  });

  it("keep a run that is read on one of them, and end one that nobody reads", async () => {
    const fed = handFed();
    const prefix = `p${prefixes++}:`;
    const one = (): Setup =>
      setup([fed.workflow], { store: openStore(redis.url, { prefix }), detachedGraceMs: 600 });
    const [here, there] = [one(), one()];
    const { id, headers } = newRunKey();
    fed.push("begun");
    const first = await here.run("fed", { headers });
    await first.body?.cancel();
    const reader = (await there.call(`/runs/${id}/stream`, { headers })).body?.getReader();
    await reader?.read();
    await sleep(1_500);
    expect(fed.signal?.aborted).toBe(false);
    await reader?.cancel();
    await sleep(300);
    expect(fed.signal?.aborted).toBe(false);
    await expect.poll(() => fed.signal?.aborted, { timeout: 2_000 }).toBe(true);
    await expect.poll(() => here.reports).toMatchObject([abandoned]);
    for (const server of [here, there]) {
      const again = await server.call(`/runs/${id}/stream`, {
        headers: { ...headers, ...asEvents },
      });
      const events = parseEvents(await again.text());
      expect(textOf(events)).toBe("begun");
      expect(events.at(-2)?.data).toMatchObject({ type: "error", code: "abandoned" });
    }
  });

  it("let detached runs go on unread, as many as may be on all of them", async () => {
    const prefix = `p${prefixes++}:`;
    const endless: Workflow = {
      ...says("endless"),
      async *run(_inputs, { signal }) {
        yield "begun";
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
      },
    };
    const one = (): Setup =>
      setup([endless], {
        store: openStore(redis.url, { prefix }),
        detachedGraceMs: 300,
        detachedMs: 5_000,
        limits: { unreadRuns: 1 },
      });
    const [here, there] = [one(), one()];
    async function leave(server: Setup): Promise<string | null> {
      const init = { method: "POST", headers: newRunKey().headers };
      const path = `/run/endless/stream?detach=1&token=${await server.token()}`;
      const response = await server.call(path, init);
      await response.body?.cancel();
      return response.headers.get("run-detached");
    }
    for (const server of [here, there]) await server.call("/readyz");
    expect(await leave(here)).toBe("1");
    await sleep(900);
    expect(here.reports).toEqual([]);
    expect(await leave(there)).toBe(null);
    await expect.poll(() => there.reports).toMatchObject([abandoned]);
    expect(here.reports).toEqual([]);
    await expect.poll(() => here.reports, { timeout: 10_000 }).toMatchObject([abandoned]);
    expect(here.reports[0]?.durationMs).toBeGreaterThan(4_900);
    expect(await leave(there)).toBe("1");
  });

  it("find a reader of a detached run on whichever of them it reads", async () => {
    const fed = handFed();
    const prefix = `p${prefixes++}:`;
    const times = { detachedGraceMs: 300, detachedMs: 1_500 };
    const one = (): Setup =>
      setup([fed.workflow], { store: openStore(redis.url, { prefix }), ...times });
    const [here, there] = [one(), one()];
    const { id, headers } = newRunKey();
    fed.push("begun");
    const path = `/run/fed/stream?detach=1&token=${await here.token()}`;
    const first = await here.call(path, { method: "POST", headers });
    await first.body?.cancel();
    await sleep(900);
    const reader = (await there.call(`/runs/${id}/stream`, { headers })).body?.getReader();
    await reader?.read();
    await sleep(2_000);
    expect(fed.signal?.aborted).toBe(false);
    await reader?.cancel();
    await sleep(900);
    expect(fed.signal?.aborted).toBe(false);
    await expect.poll(() => here.reports, { timeout: 3_000 }).toMatchObject([abandoned]);
  });

  it.each(["pubsub", "normal"])(
    "give every byte through cuts, while all %s connections to Redis are killed four times a second",
    async (kind) => {
      const pieces = Array.from({ length: 300 }, (_, i) => `${i} 日本😀é\n`);
      const slow: Workflow = {
        ...says("slow"),
        run: async function* () {
          for (const piece of pieces) {
            yield piece;
            await sleep(10);
          }
        },
      };
      const [here, there] = two(slow);
      const { id, headers } = newRunKey();
      const client = await openClient(redis.url);
      const post = await here.run("slow", { headers });
      let kills = 0;
      async function kill(): Promise<void> {
        const reply = await client.sendCommand(["CLIENT", "KILL", "TYPE", kind, "SKIPME", "yes"]);
        kills += Number(reply);
      }
      const killing = setInterval(() => void kill(), 250);

      const readers = Array.from({ length: 6 }, (_, i) =>
        readInCuts(i % 3 === 0 ? here : there, `/runs/${id}/stream`, headers),
      );
      const texts = await Promise.all([post.text(), ...readers]);
      clearInterval(killing);
      expect(kills).toBeGreaterThan(10);
      expect(new Set(texts.map(String))).toEqual(new Set([pieces.join("")]));
    },
    30_000,
  );
});

/** Reads a run to its end like a client whose connection breaks all the time, also inside a character. */
async function readInCuts(server: Setup, path: string, headers: HeadersInit): Promise<Buffer> {
  let held = Buffer.alloc(0);
  for (let tries = 0; tries < 1_000; tries++) {
    held = held.subarray(0, lastWhole(held));
    const response = await server.call(`${path}?offset=${held.length}`, { headers });
    if (response.status === 503) await sleep(20);
    else expect(response.status).toBe(200);
    const reader = response.status === 200 ? response.body?.getReader() : undefined;
    for (let reads = Math.random() * 12; reader && reads > 0; reads--) {
      const chunk = await reader.read().catch(() => undefined);
      if (!chunk) break;
      if (chunk.done) return held;
      const isCut = Math.random() < 0.2;
      const kept = isCut ? Math.floor(Math.random() * chunk.value.length) : chunk.value.length;
      held = Buffer.concat([held, chunk.value.subarray(0, kept)]);
      if (isCut) break;
    }
    await reader?.cancel().catch(() => {});
  }
  throw new Error("never read to the end");
}

/** Where the last whole character ends: a client resumes there. */
function lastWhole(held: Buffer): number {
  for (let end = held.length; end > 0 && end > held.length - 4; end--) {
    if (!held.subarray(0, end).toString().endsWith("\uFFFD")) return end;
  }
  return held.length;
}
