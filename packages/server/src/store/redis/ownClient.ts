import { createClient } from "redis";
import { after } from "../../timers.ts";
import type { RedisClient, Subscriber } from "./client.ts";

/** A client that is opened and closed by the store. */
export interface OwnClient extends RedisClient {
  connect(): Promise<unknown>;
  close(): Promise<unknown>;
  destroy(): void;
}

const LONGEST_RECONNECT_DELAY_MS = 1_000;
const JITTER_MS = 100;
const PING_EVERY_MS = 5_000;
const DEAD_SOCKET_MS = 10_000;
const RECONNECT_AT_MOST_EVERY_MS = 1_000;
// The client stops writing when its socket holds so much, and goes on in a later turn of the event loop. By Node's own
// default, down to 16 kB, that is after some dozen writes of text, and what comes behind them would wait for turns.
const SOCKET_BUFFER_BYTES = 1024 * 1024;

/**
 * A client for one server that reconnects for as long as it is open, and refuses commands meanwhile.
 * @throws TypeError when the URL can't be read.
 */
export function ownClient(url: string): OwnClient {
  try {
    return create(url);
  } catch {
    // Without its cause, which quotes the URL and so the password.
    throw new TypeError(
      "url must be redis:// or rediss://user:password@host:port, with user and password percent-encoded: %2F for /",
    );
  }
}

function create(url: string): OwnClient {
  const socket = {
    socketTimeout: DEAD_SOCKET_MS,
    // Of TCP and of TLS; `writableHighWaterMark` would be of TCP alone.
    highWaterMark: SOCKET_BUFFER_BYTES,
    reconnectStrategy: (retries: number) =>
      Math.min(50 * 2 ** retries, LONGEST_RECONNECT_DELAY_MS) + Math.random() * JITTER_MS,
  };
  return createClient({
    url,
    socket,
    disableOfflineQueue: true,
    // The store has deadlines of its own; one AbortSignal per command would cost more than the command.
    commandOptions: { timeout: undefined },
    // A server that vanished while nothing was asked of it is noticed by the pings that it leaves unanswered.
    pingInterval: PING_EVERY_MS,
  });
}

/** A second client for where the first is connected. */
export function secondClient(client: RedisClient): OwnClient & Subscriber {
  return client.duplicate() as OwnClient & Subscriber;
}

/** A client that was opened here. */
export interface OpenClient {
  /** Connects anew, once a second at most: its name may lead to another server by now. */
  reconnect(): void;
  /** Closes it: gracefully if that takes no longer than `timeoutMs`. */
  shut(timeoutMs: number): Promise<void>;
}

/** Opens a client; `onDown` is called once for each time that its connection is lost. */
export function open(client: OwnClient, onDown: (error: unknown) => void): OpenClient {
  let isDown = false;
  let isShut = false;
  let reconnectedAtMs = -Infinity;
  client.on("error", (error) => {
    if (!isDown) onDown(error);
    isDown = true;
  });
  client.on("ready", () => {
    isDown = false;
  });
  connect();

  function connect(): void {
    // Errors come by the event; it connects again by itself.
    client.connect().catch(() => {});
  }

  return {
    reconnect() {
      // One that is not ready is connecting already.
      if (isShut || !client.isReady) return;
      if (performance.now() - reconnectedAtMs < RECONNECT_AT_MOST_EVERY_MS) return;
      reconnectedAtMs = performance.now();
      client.destroy();
      connect();
    },
    async shut(timeoutMs) {
      isShut = true;
      isDown = true;
      if (!client.isReady) return client.destroy();
      const cancelTimer = after(timeoutMs, () => client.destroy());
      // One that was closed before, or destroyed here, rejects: it is closed all the same.
      await client.close().catch(() => {});
      cancelTimer();
    },
  };
}
