import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { StoreUnavailableError, type WorkflowServerOptions } from "../../src/index.ts";
import { startForwarder } from "../support/forwarder.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { fastTiming, openStore } from "../support/redisStores.ts";
import {
  asBackend,
  asEvents,
  handFed,
  newRunKey,
  parseEvents,
  readerOf,
  refusal,
  setup,
  textOf,
  types,
  type HandFed,
  type Setup,
} from "../support.ts";

describeWithRedis("a Redis that is away", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  interface Machine extends Setup {
    readonly fed: HandFed;
    readonly storeErrors: unknown[];
  }

  function machine(
    options: Partial<WorkflowServerOptions> = {},
    timing = fastTiming,
    url = redis.url,
  ): Machine {
    const fed = handFed();
    const storeErrors: unknown[] = [];
    const onError = (error: unknown): void => void storeErrors.push(error);
    const store = openStore(url, { timing, commandTimeoutMs: 300, onError });
    return { ...setup([fed.workflow], { store, ...options }), fed, storeErrors };
  }

  const ask = (server: Setup) => server.call("/token", { method: "POST", headers: asBackend });

  async function recovered(server: Setup): Promise<void> {
    await expect
      .poll(async () => (await server.call("/readyz")).status, { timeout: 5_000 })
      .toBe(200);
    expect((await ask(server)).status).toBe(200);
  }

  it.each(["killed", "silent"] as const)(
    "(%s) is a 503 for tokens and readiness, no end for streams here, and is found again",
    async (how) => {
      const server = machine();
      const { headers, id } = newRunKey();
      server.fed.push("one ");
      const token = await server.token();
      const events = await server.run("fed", { headers: { ...headers, ...asEvents } });
      const body = events.text();

      if (how === "killed") await redis.kill();
      else redis.signal("SIGSTOP");
      await sleep(50);
      for (const refused of [
        await ask(server),
        await server.call("/readyz"),
        await server.run("fed", { token }),
      ]) {
        expect(refused.headers.get("retry-after")).toBe("1");
        expect(await refusal(refused)).toEqual({ status: 503, code: "store_unavailable" });
      }
      expect((await server.call("/healthz")).status).toBe(200);
      // Who reads here goes on, and may even come back.
      server.fed.push("two ");
      const resumed = readerOf(await server.call(`/runs/${id}/stream?offset=4`, { headers }));
      expect(await resumed.read()).toBe("two ");
      server.fed.push("three");
      expect(await resumed.read()).toBe("three");
      server.fed.end();
      expect(textOf(parseEvents(await body))).toBe("one two three");

      if (how === "killed") await redis.start();
      else redis.signal("SIGCONT");
      await recovered(server);
      expect(server.reports).toMatchObject([{ status: "done", bytes: 13 }]);
      expect(server.storeErrors.every((error) => error instanceof StoreUnavailableError)).toBe(
        true,
      );
    },
  );

  it("for less than the lease loses nothing", async () => {
    const [here, there] = [machine(), machine()];
    const { headers, id } = newRunKey();
    here.fed.push("one ");
    const local = (await here.run("fed", { headers: { ...headers, ...asEvents } })).text();
    await sleep(600);
    redis.signal("SIGSTOP");
    here.fed.push("two ");
    await sleep(500);
    redis.signal("SIGCONT");
    here.fed.push("three");
    here.fed.end();
    expect(textOf(parseEvents(await local))).toBe("one two three");
    await recovered(there);
    await expect
      .poll(async () => (await there.call(`/runs/${id}`, { headers })).json(), { timeout: 3_000 })
      .toMatchObject({ status: "done", bytes: 13 });
    expect(await (await there.call(`/runs/${id}/stream`, { headers })).text()).toBe(
      "one two three",
    );
  });

  it("for longer than the lease loses nothing either, where the run's machine is back before it is given up", async () => {
    const [here, there] = [machine(), machine()];
    const { headers, id } = newRunKey();
    here.fed.push("one ");
    const local = (await here.run("fed", { headers: { ...headers, ...asEvents } })).text();
    await sleep(600);
    redis.signal("SIGSTOP");
    here.fed.push("two ");
    await sleep(2_500);
    redis.signal("SIGCONT");
    await recovered(there);
    here.fed.push("three");
    here.fed.end();
    expect(textOf(parseEvents(await local))).toBe("one two three");
    await expect
      .poll(async () => (await there.call(`/runs/${id}`, { headers })).json(), { timeout: 3_000 })
      .toMatchObject({ status: "done", bytes: 13 });
  });

  it("for as long as the run's machine alone is cut off ends the stored run as producer_lost, not the one here", async () => {
    const name = await startForwarder(Number(new URL(redis.url).port));
    const [here, there] = [machine({}, fastTiming, `redis://127.0.0.1:${name.port}`), machine()];
    const { headers, id } = newRunKey();
    here.fed.push("one ");
    const local = (await here.run("fed", { headers: { ...headers, ...asEvents } })).text();
    const remote = await there.call(`/runs/${id}/stream`, { headers: { ...headers, ...asEvents } });
    const cutOffAt = performance.now();
    name.swallow();
    here.fed.push("two ");
    const events = parseEvents(await remote.text());
    const { leaseMs, lapsedMs } = fastTiming;
    expect(performance.now() - cutOffAt).toBeGreaterThan(leaseMs + lapsedMs - 600);
    expect(textOf(events)).toBe("one ");
    expect(events.at(-2)?.data).toMatchObject({ type: "error", code: "producer_lost" });
    here.fed.push("three");
    here.fed.end();
    const all = parseEvents(await local);
    expect(textOf(all)).toBe("one two three");
    expect(types(all).at(-2)).toBe("finish");
    expect(here.reports).toMatchObject([{ status: "done", bytes: 13 }]);
  });

  it("while a run begins lets no run begin, and no workflow is called", async () => {
    const server = machine();
    const token = await server.token();
    const { headers } = newRunKey();
    redis.signal("SIGSTOP");
    const refused = await server.run("fed", { token, headers });
    expect(refused.status).toBe(503);
    redis.signal("SIGCONT");
    await recovered(server);
    expect(server.fed.calls).toBe(0);
    server.fed.push("text");
    server.fed.end();
    expect(await (await server.run("fed", { headers })).text()).toBe("text");
  });

  it("is told once for each time, however long it lasts", async () => {
    const server = machine();
    await recovered(server);
    await redis.kill();
    await sleep(700);
    expect(server.storeErrors).toEqual([
      // One for the commands, one for the channels.
      expect.any(StoreUnavailableError),
      expect.any(StoreUnavailableError),
    ]);
    await redis.start();
    await recovered(server);
  });

  it("does not keep a server from closing", async () => {
    const server = machine();
    server.fed.push("begun");
    const response = await server.run("fed", { headers: { ...newRunKey().headers, ...asEvents } });
    const body = response.text();
    redis.signal("SIGSTOP");
    const saidAt = performance.now();
    await server.server.close({ graceMs: 10 });
    expect(performance.now() - saidAt).toBeLessThan(1_500);
    expect(parseEvents(await body).at(-2)?.data).toMatchObject({ code: "draining" });
    redis.signal("SIGCONT");
  });
});
