import { startRedis, type Redis } from "../kit/startRedis.ts";
import { startServer, type ServerConfig, type ServerProcess } from "../kit/startServer.ts";

/** What a figure was taken on. */
export type StoreName = "memory" | "Redis";

/** All of them, in the order of the tables. */
export const storeNames: readonly StoreName[] = ["memory", "Redis"];

/** One server, with what it keeps its runs in. */
export interface Measured {
  readonly store: StoreName;
  readonly server: ServerProcess;
  /** Its Redis, if it has one. */
  readonly redis: Redis | undefined;
}

/** Starts a server on a store, and ends it afterwards. */
export async function withStore<Result>(
  store: StoreName,
  work: (measured: Measured) => Promise<Result>,
  options: ServerConfig["options"] = {},
): Promise<Result> {
  const redis = store === "Redis" ? await startRedis() : undefined;
  try {
    const server = await startServer({ options, ...(redis && { redisUrl: redis.url }) });
    try {
      return await work({ store, server, redis });
    } finally {
      await server.close();
    }
  } finally {
    await redis?.close();
  }
}

/** Starts a server on each store, so that figures of both can be taken in turn, and ends them afterwards. */
export function withBothStores<Result>(
  work: (both: readonly Measured[]) => Promise<Result>,
  options: ServerConfig["options"] = {},
): Promise<Result> {
  return withStore(
    "memory",
    (first) => withStore("Redis", (second) => work([first, second]), options),
    options,
  );
}
