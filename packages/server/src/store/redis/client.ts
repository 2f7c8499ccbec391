import type { TypeMapping } from "redis";
import type { Cancel } from "../../timers.ts";

/** A client of node-redis: what its `createClient` and `createCluster` return. */
export interface RedisClient {
  readonly isReady: boolean;
  withTypeMapping(mapping: TypeMapping): unknown;
  duplicate(): unknown;
  on(event: string, listener: (...values: unknown[]) => void): unknown;
  off(event: string, listener: (...values: unknown[]) => void): unknown;
}

/** A client that listens to channels. */
export interface Subscriber {
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  unsubscribe(channel: string, listener: (message: string) => void): Promise<void>;
}

// A client of one server says "ready", one of a cluster the other two.
const UP_EVENTS = ["ready", "connect", "node-ready"];

/** Whether the client speaks to a cluster: it then keeps a connection for channels by itself. */
export function isCluster(client: RedisClient): client is RedisClient & Subscriber {
  return "masters" in client;
}

/** Calls `onUp` whenever the client has a connection, again or for the first time; perhaps twice. */
export function whenUp(client: RedisClient, onUp: () => void): Cancel {
  const listener = (): void => {
    if (client.isReady) onUp();
  };
  for (const event of UP_EVENTS) client.on(event, listener);
  listener();
  return () => {
    for (const event of UP_EVENTS) client.off(event, listener);
  };
}

/** Settles once the client has a connection or has failed to get one. */
export function firstTry(client: RedisClient): Promise<void> {
  if (client.isReady) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = whenUp(client, settle);
    client.on("error", settle);

    function settle(): void {
      stop();
      client.off("error", settle);
      resolve();
    }
  });
}
