import { RESP_TYPES } from "redis";
import { StoreUnavailableError } from "../store.ts";
import { firstTry, type RedisClient } from "./client.ts";
import { deadline } from "./deadline.ts";
import type { Script } from "./script.ts";
import type { Watchdog } from "./watchdog.ts";

/** The commands the store uses; alike on one server and on a cluster. Redis's strings come as buffers. */
export interface RedisCommands {
  eval(script: string, call: ScriptCall): Promise<unknown>;
  evalSha(sha1: string, call: ScriptCall): Promise<unknown>;
  get(key: string): Promise<Buffer | null>;
  getDel(key: string): Promise<Buffer | null>;
  set(key: string, value: string, options: SetOptions): Promise<unknown>;
  wait(replicas: number, timeoutMs: number): Promise<number>;
}

/** Keys and arguments of a script. */
export interface ScriptCall {
  readonly keys: string[];
  readonly arguments: (string | Buffer)[];
}

interface SetOptions {
  readonly expiration: { readonly type: "EX"; readonly value: number };
  readonly condition?: "NX";
}

/** A way to Redis that answers in time, one way or the other. */
export interface Connection {
  readonly isReady: boolean;
  /** Runs commands. @throws StoreUnavailableError when Redis is not there, refuses, or does not answer in time. */
  run<Reply>(command: (redis: RedisCommands) => Promise<Reply>): Promise<Reply>;
  /** Runs a script by its digest, and whole where Redis does not know it. @throws StoreUnavailableError as `run`. */
  script(script: Script, call: ScriptCall): Promise<unknown>;
}

/** Wraps a client. Commands wait for its first connection, for `timeoutMs` as for any reply, and then for none. */
export function createConnection(
  client: RedisClient,
  timeoutMs: number,
  watchdog: Watchdog,
): Connection {
  const redis = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }) as RedisCommands;
  let isTried = false;
  const tried = firstTry(client).then(() => (isTried = true));

  async function attempt<Reply>(command: (redis: RedisCommands) => Promise<Reply>): Promise<Reply> {
    if (!isTried) await tried;
    if (!client.isReady) throw new StoreUnavailableError("Redis is not connected");
    return watchdog.watch(command(redis));
  }

  async function run<Reply>(command: (redis: RedisCommands) => Promise<Reply>): Promise<Reply> {
    let stopClock = (): void => {};
    const late = new Promise<never>((_resolve, reject) => {
      stopClock = deadline(timeoutMs, ({ wasBusy }) => {
        const message = wasBusy
          ? `no answer of Redis was read within ${timeoutMs} ms: this process was busy all that time`
          : `Redis did not answer within ${timeoutMs} ms`;
        reject(new StoreUnavailableError(message));
        watchdog.late();
      });
    });
    try {
      return await Promise.race([attempt(command), late]);
    } catch (cause) {
      if (cause instanceof StoreUnavailableError) throw cause;
      throw new StoreUnavailableError("Redis did not do what it was asked", { cause });
    } finally {
      stopClock();
    }
  }

  return {
    get isReady() {
      return client.isReady;
    },
    run,
    script: ({ sha1, source }, call) =>
      run((redis) =>
        redis.evalSha(sha1, call).catch((error: unknown) => {
          if (!(error instanceof Error) || !error.message.startsWith("NOSCRIPT")) throw error;
          return redis.eval(source, call);
        }),
      ),
  };
}
