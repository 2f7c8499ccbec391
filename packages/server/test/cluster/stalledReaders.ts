// Ten readers of a run of 40 MB that read its beginning and then stall: prints by how much memory has grown.
// `node --expose-gc stalledReaders.ts` reads from memory, with a URL as argument from Redis.
import { z } from "zod";
import { createWorkflowServer, defineWorkflow, memoryStore, type Store } from "../../src/index.ts";
import { createRedisStore } from "../../src/store/redis/store.ts";
import { REDIS_TIMING } from "../../src/store/redis/timing.ts";

const [, , url] = process.argv;
const megabyte = 1_000_000;
const large = defineWorkflow({
  id: "large",
  inputs: z.object({}),
  async *run() {
    for (let i = 0; i < 5_000; i++) yield "x".repeat(8_000);
  },
});
const id = `run_${"i".repeat(22)}`;
const headers = { "run-key": `${id}.${"s".repeat(22)}` };

function openStore(): Store {
  return url ? createRedisStore({ url }, REDIS_TIMING) : memoryStore();
}

function serve(store: Store) {
  const options = { workflows: [large], secretKeys: ["sk_test"], limits: false, store } as const;
  const server = createWorkflowServer({ ...options, maxOutputBytes: 50 * megabyte });
  const call = (path: string, init?: RequestInit): Promise<Response> =>
    server.fetch(new Request(`http://server.test/api/v1${path}`, init));
  return { call, close: () => server.close() };
}

async function heldBytes(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let store = openStore();
const producer = serve(store);
const auth = { authorization: "Bearer sk_test" };
const { token } = (await (await producer.call("/token", { headers: auth })).json()) as {
  token: string;
};
const post = await producer.call(`/run/large/stream?token=${token}`, { method: "POST", headers });
let readBytes = 0;
for await (const chunk of post.body ?? []) readBytes += chunk.length;

// On Redis another machine reads, which never had the text in its memory.
if (url) {
  await producer.close();
  // The reader's leaving is still being told.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await store.close();
  store = openStore();
}
const server = url ? serve(store) : producer;
const before = await heldBytes();
const readers = [];
for (let i = 0; i < 10; i++) {
  const response = await server.call(`/runs/${id}/stream`, { headers });
  const reader = response.body?.getReader();
  await reader?.read();
  readers.push(reader);
}
const grownBytes = (await heldBytes()) - before;
let restBytes = 0;
for (const reader of readers) restBytes += (await reader?.read())?.value?.length ?? 0;
process.stdout.write(JSON.stringify({ readBytes, restBytes, grownBytes }));
process.exit();
