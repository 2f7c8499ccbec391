import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { WaitReplicas } from "../../src/store/redis.ts";
import { startForwarder, type Forwarder } from "../support/forwarder.ts";
import { describeWithRedis, startRedis, type RedisServer } from "../support/redisServer.ts";
import { fastTiming, openClient, openStore } from "../support/redisStores.ts";
import {
  asBackend,
  asEvents,
  handFed,
  newRunKey,
  setup,
  type HandFed,
  type Setup,
} from "../support.ts";

const healsWithinMs = 3_000;

describeWithRedis("a Redis whose connections stand and lead nowhere", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis("--repl-diskless-sync-delay", "0");
  });
  afterEach(() => redis.stop());

  const portOf = (server: RedisServer): number => Number(new URL(server.url).port);

  interface Machine extends Setup {
    readonly fed: HandFed;
    /** Its way to Redis. */
    readonly name: Forwarder;
  }

  async function machine(waitReplicas?: WaitReplicas): Promise<Machine> {
    const name = await startForwarder(portOf(redis));
    const store = openStore(`redis://127.0.0.1:${name.port}`, {
      timing: { ...fastTiming, leaseMs: 5_000, silenceMs: 1_000 },
      commandTimeoutMs: 300,
      prefix: "t:",
      ...(waitReplicas && { waitReplicas }),
    });
    const fed = handFed();
    return { ...setup([fed.workflow], { store }), fed, name };
  }

  /** Begins a run whose lease is renewed from then on. */
  async function begin({ run, fed }: Machine): Promise<string> {
    const { headers, id } = newRunKey();
    fed.push("one ");
    const response = await run("fed", { headers: { ...headers, ...asEvents } });
    expect(response.status).toBe(200);
    return id;
  }

  async function heals({ call }: Setup): Promise<void> {
    const ask = () => call("/token", { method: "POST", headers: asBackend });
    await expect.poll(async () => (await ask()).status, { timeout: healsWithinMs }).toBe(200);
    expect((await call("/readyz")).status).toBe(200);
  }

  type Client = Awaited<ReturnType<typeof openClient>>;

  /** Waits until what is written on the primary is on the replica. */
  async function copies(primary: Client, replica: Client): Promise<void> {
    await primary.set("copied", "yes", { expiration: { type: "EX", value: 60 } });
    await expect.poll(() => replica.get("copied"), { timeout: 10_000 }).toBe("yes");
    await primary.del("copied");
  }

  async function isStored(url: string, id: string): Promise<void> {
    const client = await openClient(url);
    await expect.poll(() => client.get(`t:text:{${id}}`)).toBe("one two");
    await expect.poll(() => client.hGet(`t:run:{${id}}`, "status")).toBe("done");
  }

  it("as its host is silent: the store connects anew, while a run keeps writing", async () => {
    const server = await machine();
    const id = await begin(server);
    server.name.swallow();
    await sleep(100);
    server.fed.push("two");
    await heals(server);
    server.fed.end();
    await isStored(redis.url, id);
  });

  it("connects no store that was closed", async () => {
    const name = await startForwarder(portOf(redis));
    const timing = { ...fastTiming, silenceMs: 50 };
    const url = `redis://127.0.0.1:${name.port}`;
    const store = openStore(url, { timing, commandTimeoutMs: 100 });
    await store.ping();
    name.swallow();
    const late = expect(store.ping()).rejects.toThrow("did not answer within 100 ms");
    await store.close();
    await late;
    const client = await openClient(redis.url);
    await sleep(200);
    expect(await client.clientList()).toHaveLength(1);
  });

  it.each<[string, WaitReplicas | undefined]>([
    ["", undefined],
    [", with waitReplicas", { count: 1, timeoutMs: 200 }],
  ])("as it became a replica: the store follows its name to the primary%s", async (_what, wait) => {
    const other = await startRedis("--replicaof", "127.0.0.1", String(portOf(redis)));
    try {
      const [here, there] = [await openClient(redis.url), await openClient(other.url)];
      await copies(here, there);
      const server = await machine(wait);
      const id = await begin(server);
      await expect.poll(() => there.get(`t:text:{${id}}`)).toBe("one ");

      await there.sendCommand(["REPLICAOF", "NO", "ONE"]);
      await here.sendCommand(["REPLICAOF", "127.0.0.1", String(portOf(other))]);
      server.name.moveTo(portOf(other));
      await heals(server);
      server.fed.push("two");
      server.fed.end();
      await isStored(other.url, id);
      await copies(there, here);
      server.fed.push("again");
      server.fed.end();
      expect(await (await server.run("fed")).text()).toBe("again");
    } finally {
      await other.stop();
    }
  });
});
