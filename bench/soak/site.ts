import { createClient, type Client } from "../server/kit/client.ts";
import { startRedis, type Redis } from "../server/kit/startRedis.ts";
import { startServer, type ServerProcess } from "../server/kit/startServer.ts";
import type { WorkflowServerBounds } from "@workflow-stream/server";

/** Two server processes on one Redis. */
export interface Site {
  readonly redis: Redis;
  readonly servers: readonly [ServerProcess, ServerProcess];
  /** The client of one of the servers, by a number in [0, 1). */
  pick(share: number): Client;
  /** What the servers' `onError` was told, with how often. */
  errors(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts the site. */
export async function startSite(options: WorkflowServerBounds = {}): Promise<Site> {
  const redis = await startRedis();
  const config = { redisUrl: redis.url, options };
  const servers = [await startServer(config), await startServer(config)] as const;
  const [first, second] = [createClient(servers[0].origin), createClient(servers[1].origin)];
  return {
    redis,
    servers,
    pick: (share) => (share < 0.5 ? first : second),
    async errors() {
      const states = await Promise.all(servers.map((server) => server.state()));
      return states.flatMap(({ errors }) =>
        Object.entries(errors).map(([error, count]) => `${count} × ${error}`),
      );
    },
    async close() {
      first.close();
      second.close();
      await Promise.all(servers.map((server) => server.close()));
      await redis.close();
    },
  };
}
