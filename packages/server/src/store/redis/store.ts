import { randomId } from "../../crypto.ts";
import { guard, lastResort, type HookResult } from "../../hooks.ts";
import { StoreUnavailableError, type Store } from "../store.ts";
import { redisCache } from "./cache.ts";
import { isCluster, whenUp, type RedisClient } from "./client.ts";
import { createConnection, type ScriptCall } from "./connection.ts";
import { redisKeys } from "./keys.ts";
import { createListener } from "./listener.ts";
import { open, ownClient, secondClient, type OpenClient, type OwnClient } from "./ownClient.ts";
import { redisRates } from "./rates.ts";
import { redisRuns } from "./runs.ts";
import { sharedRuns } from "./sharedRuns.ts";
import { redisSlots } from "./slots.ts";
import type { RedisTiming } from "./timing.ts";
import { redisTokens, type WaitReplicas } from "./tokens.ts";
import { createWatchdog } from "./watchdog.ts";
import { createWatches } from "./watches.ts";

/** What `redisStore` takes: where Redis is, and how it is used. */
export type RedisStoreOptions = RedisStoreSettings &
  (
    | {
        /** `redis://` or `rediss://[user:password@]host:port/database`: the store connects by itself. */
        readonly url: string;
        readonly client?: undefined;
      }
    | {
        /** A client of node-redis, also of a cluster, that you have connected and will close. */
        readonly client: RedisClient;
        readonly url?: undefined;
      }
  );

/** The settings of a Redis store, all with defaults. */
export interface RedisStoreSettings {
  /** Before all keys and channels. Default `workflow-stream:`. */
  readonly prefix?: string;
  /** Used-up tokens must be known to replicas before their run begins. Default: they need not. Not on a cluster. */
  readonly waitReplicas?: WaitReplicas;
  /** How long a command may take, in ms. Default 2 000. */
  readonly commandTimeoutMs?: number;
  /** Memory for the text of the runs this process works for and what stands beside it, in bytes. Default 256 MiB. */
  readonly maxLocalBytes?: number;
  /** Called once for each time the connection is lost, and for each run that was. Default `console.error`. */
  readonly onError?: (error: unknown) => HookResult;
}

// A hundred years: Redis counts the ms since 1970 in 64 bits, and its scripts in 53.
const LONGEST_MS = 100 * 365 * 24 * 60 * 60_000;

/**
 * Creates the store with a rhythm of its own, for tests.
 * @throws TypeError when an option can't be used.
 */
export function createRedisStore(options: RedisStoreOptions, timing: RedisTiming): Store {
  const { waitReplicas, commandTimeoutMs = 2_000, maxLocalBytes = 256 * 1024 * 1024 } = options;
  const onError = guard(options.onError ?? console.error, lastResort);
  const keys = redisKeys(options.prefix ?? "workflow-stream:");
  const opened: OpenClient[] = [];

  function own<Client extends OwnClient>(client: Client): Client {
    const onDown = (cause: unknown): void =>
      onError(new StoreUnavailableError("Redis can't be reached", { cause }));
    opened.push(open(client, onDown));
    return client;
  }

  // What happens to one connection happens to all: they lead to one server. A client that was handed in is its owner's to connect.
  function reconnect(): void {
    for (const client of opened) client.reconnect();
  }

  const client = options.client ?? own(ownClient(options.url));
  if (waitReplicas && isCluster(client)) {
    throw new TypeError("waitReplicas works on one server and its replicas, not on a cluster");
  }
  const watchdog = createWatchdog(reconnect, timing.silenceMs);
  const connection = createConnection(client, commandTimeoutMs, watchdog);
  // Waiting for replicas blocks a connection, and so does listening to channels.
  const consumer = waitReplicas
    ? createConnection(
        own(secondClient(client)),
        commandTimeoutMs + waitReplicas.timeoutMs,
        createWatchdog(reconnect, timing.silenceMs),
      )
    : connection;
  const subscriber = isCluster(client) ? client : own(secondClient(client));

  const processChannel = keys.process(randomId());
  const shared = sharedRuns(connection, keys, timing, processChannel);
  const watches = createWatches(subscriber, shared, keys, timing.pollEveryMs);
  const runs = redisRuns(shared, watches, timing, maxLocalBytes, onError);

  const listener = createListener(subscriber, processChannel, runs.cancelledElsewhere);
  const stops = [
    whenUp(client, runs.renewAll),
    whenUp(subscriber, () => {
      listener.open();
      watches.ringAll();
      runs.renewAll();
    }),
  ];

  const counting = {
    get isReady() {
      return connection.isReady;
    },
    eval: (script: string, call: ScriptCall) => connection.run((redis) => redis.eval(script, call)),
  };

  return {
    tokens: redisTokens(connection, consumer, keys, waitReplicas),
    runs,
    cache: redisCache(connection, keys),
    rates: redisRates(counting, keys.prefix),
    slots: redisSlots(counting, keys.prefix),
    longestMs: LONGEST_MS,
    async ping() {
      // A write: a replica, or a Redis that is full, answers a PING as well.
      const expiration = { type: "EX", value: 1 } as const;
      await connection.run((redis) => redis.set(keys.ready, "", { expiration }));
    },
    async close() {
      for (const stop of stops) stop();
      runs.close();
      listener.close();
      await Promise.all(opened.map((client) => client.shut(commandTimeoutMs)));
    },
  };
}
