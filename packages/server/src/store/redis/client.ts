import { createClient, type TypeMapping } from "redis";
import { after, type Cancel } from "../../timers.ts";

/** A client of node-redis: what its `createClient` and `createCluster` return. */
export interface RedisClient {
  readonly isReady: boolean;
  withTypeMapping(mapping: TypeMapping): unknown;
  duplicate(): unknown;
  on(event: string, listener: (...values: unknown[]) => void): unknown;
  off(event: string, listener: (...values: unknown[]) => void): unknown;
}

/** A client that is opened and closed here. */
export interface OwnClient extends RedisClient {
  connect(): Promise<unknown>;
  close(): Promise<unknown>;
  destroy(): void;
}

/** A client that listens to channels. */
export interface Subscriber {
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
  unsubscribe(channel: string, listener: (message: string) => void): Promise<void>;
}

// A client of one server says "ready", one of a cluster the other two.
const upEvents = ["ready", "connect", "node-ready"];
const longestReconnectDelayMs = 1_000;
const jitterMs = 100;
const pingEveryMs = 5_000;
const deadSocketMs = 10_000;

/** A client for one server that reconnects for as long as it is open, and refuses commands meanwhile. */
export function ownClient(url: string): OwnClient {
  return createClient({
    url,
    disableOfflineQueue: true,
    // The store has deadlines of its own; one AbortSignal per command would cost more than the command.
    commandOptions: { timeout: undefined },
    // A server that vanished without a word is noticed by the pings that it leaves unanswered.
    pingInterval: pingEveryMs,
    socket: {
      socketTimeout: deadSocketMs,
      reconnectStrategy: (retries) =>
        Math.min(50 * 2 ** retries, longestReconnectDelayMs) + Math.random() * jitterMs,
    },
  });
}

/** A second client for where the first is connected. */
export function secondClient(client: RedisClient): OwnClient & Subscriber {
  return client.duplicate() as OwnClient & Subscriber;
}

/** Whether the client speaks to a cluster: it then keeps a connection for channels by itself. */
export function isCluster(client: RedisClient): client is RedisClient & Subscriber {
  return "masters" in client;
}

/** Calls `onUp` whenever the client has a connection, again or for the first time; perhaps twice. */
export function whenUp(client: RedisClient, onUp: () => void): Cancel {
  const listener = (): void => {
    if (client.isReady) onUp();
  };
  for (const event of upEvents) client.on(event, listener);
  listener();
  return () => {
    for (const event of upEvents) client.off(event, listener);
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

/** Closes a client: gracefully if that takes no longer than `timeoutMs`. */
export type Shut = (timeoutMs: number) => Promise<void>;

/** Opens a client; `onDown` is called once for each time that its connection is lost. */
export function open(client: OwnClient, onDown: (error: unknown) => void): Shut {
  let isDown = false;
  client.on("error", (error) => {
    if (!isDown) onDown(error);
    isDown = true;
  });
  client.on("ready", () => {
    isDown = false;
  });
  // Errors come by the event; it connects again by itself.
  client.connect().catch(() => {});

  return async (timeoutMs) => {
    isDown = true;
    if (!client.isReady) return client.destroy();
    const cancelTimer = after(timeoutMs, () => client.destroy());
    // One that was closed before, or destroyed here, rejects: it is closed all the same.
    await client.close().catch(() => {});
    cancelTimer();
  };
}
