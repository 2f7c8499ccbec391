// 1 000 runs, a third each done, cancelled and left by their clients: prints what is left of them.
// `node cycles.ts` keeps them in memory, with a URL as argument on Redis.
import { createHook } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "redis";
import { z } from "zod";
import { createWorkflowServer, defineWorkflow, memoryStore, type Store } from "../../src/index.ts";
import { createRedisStore } from "../../src/store/redis/store.ts";
import { REDIS_TIMING } from "../../src/store/redis/timing.ts";

const [, , url] = process.argv;
const warnings: string[] = [];
process.on("warning", (warning) => warnings.push(String(warning)));

const waits = defineWorkflow({
  id: "waits",
  inputs: z.object({ forever: z.boolean() }),
  async *run({ forever }, { signal }) {
    yield "begun";
    if (forever) await sleep(60_000, undefined, { signal }).catch(() => {});
  },
});

function openStore(): Store {
  const timing = { ...REDIS_TIMING, pollEveryMs: 100, lingerMs: 50 };
  return url ? createRedisStore({ url }, timing) : memoryStore();
}

function serve(store: Store) {
  const options = { workflows: [waits], secretKeys: ["sk_test"], limits: false, store } as const;
  const server = createWorkflowServer({ ...options, detachedGraceMs: 100 });
  const call = (path: string, init?: RequestInit): Promise<Response> =>
    server.fetch(new Request(`http://server.test/api/v1${path}`, init));
  return { call, close: () => server.close() };
}

// Timers of this package do not hold the process, and so are in no list of what does.
const timers = new Set<number>();
createHook({
  init: (asyncId, type) => void (type === "Timeout" && timers.add(asyncId)),
  destroy: (asyncId) => void timers.delete(asyncId),
}).enable();

/** What is alive, by kind. */
async function alive(): Promise<Record<string, number>> {
  // A timer that fired is said to be gone a little later.
  for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
  const counts: Record<string, number> = { timers: timers.size };
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

async function channels(): Promise<string[]> {
  if (!url) return [];
  // Its commands would each leave a timer behind for five seconds.
  const client = createClient({ url, commandOptions: { timeout: undefined } });
  await client.connect();
  const names = await client.pubSubChannels();
  client.destroy();
  await sleep(100);
  return names;
}

// The pipes of this process count from their first use.
void [process.stdin, process.stdout, process.stderr];
const idle = await alive();
const stores = [openStore(), openStore()] as const;
const [here, there] = [serve(stores[0]), serve(url ? stores[1] : stores[0])];

async function cycle(i: number): Promise<void> {
  const id = `run_${String(i).padStart(22, "0")}`;
  const headers = { "run-key": `${id}.${"s".repeat(22)}`, accept: "text/event-stream" };
  const auth = { authorization: "Bearer sk_test" };
  const { token } = (await (await here.call("/token", { headers: auth })).json()) as {
    token: string;
  };
  const body = JSON.stringify({ forever: i % 3 !== 0 });
  const path = `/run/waits/stream?token=${token}`;
  const response = await here.call(path, { method: "POST", headers, body });
  const elsewhere = await there.call(`/runs/${id}/stream`, { headers });
  if (i % 3 === 1) await there.call(`/runs/${id}`, { method: "DELETE", headers });
  if (i % 3 === 2) {
    await Promise.all([response.body?.cancel(), elsewhere.body?.cancel()]);
    return;
  }
  await Promise.all([response.text(), elsewhere.text()]);
}

for (let i = 0; i < 1_000; i += 50) {
  await Promise.all(Array.from({ length: 50 }, (_, j) => cycle(i + j)));
}
await sleep(1_500);
const left = { channels: await channels(), open: await alive() };
await Promise.all([here.close(), there.close()]);
await Promise.all(stores.map((store) => store.close()));
await sleep(100);
process.stdout.write(JSON.stringify({ idle, ...left, closed: await alive(), warnings }));
process.exit();
