import { startRedis, type Redis } from "../kit/startRedis.ts";
import { startServer, type ServerConfig, type ServerProcess } from "../kit/startServer.ts";

/** What a figure was taken on. */
export type StoreName = "memory" | "Redis";

/** One server, with what it keeps its runs in. */
export interface Measured {
  readonly store: StoreName;
  readonly server: ServerProcess;
  /** Its Redis, if it has one. */
  readonly redis: Redis | undefined;
}

/** Starts a server on the memory store and one on Redis, and ends both afterwards. */
export async function withBothStores<Result>(
  work: (both: readonly Measured[]) => Promise<Result>,
  options: ServerConfig["options"] = {},
): Promise<Result> {
  const redis = await startRedis();
  const servers: ServerProcess[] = [];
  const start = async (config: ServerConfig): Promise<ServerProcess> => {
    const server = await startServer(config);
    servers.push(server);
    return server;
  };
  try {
    return await work([
      { store: "memory", server: await start({ options }), redis: undefined },
      { store: "Redis", server: await start({ options, redisUrl: redis.url }), redis },
    ]);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await redis.close();
  }
}
