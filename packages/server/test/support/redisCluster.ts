import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "redis";
import { startRedis, type RedisServer } from "./redisServer.ts";

const SLOTS = 16_384;
const SLOTS_AT_ONCE = 1_024;

/** A cluster of some nodes, none with a replica. */
export interface RedisCluster {
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

/** Starts nodes, lets them meet, and gives each its share of the slots. */
export async function startCluster(count: number): Promise<RedisCluster> {
  const servers: RedisServer[] = [];
  for (let n = 0; n < count; n++) servers.push(await startRedis("--cluster-enabled", "yes"));
  const urls = servers.map(({ url }) => url);
  const nodes = urls.map((url) => createClient({ url }));
  for (const node of nodes) await node.connect();
  for (const url of urls.slice(1))
    await nodes[0]!.clusterMeet("127.0.0.1", Number(new URL(url).port));
  for (let slot = 0; slot < SLOTS; slot += SLOTS_AT_ONCE) {
    const slots = Array.from({ length: SLOTS_AT_ONCE }, (_, at) => slot + at);
    await nodes[Math.floor((slot * count) / SLOTS)]!.clusterAddSlots(slots);
  }
  for (const node of nodes) {
    await untilWhole(node.clusterInfo.bind(node), count);
    await node.close();
  }
  return {
    urls,
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

/** Waits until a node knows of all the others and of all slots. */
async function untilWhole(info: () => Promise<string>, count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const said = await info();
    if (said.includes("cluster_state:ok") && said.includes(`cluster_known_nodes:${count}`)) return;
    await sleep(50);
  }
  throw new Error("the cluster did not come together within 10 s");
}
