import type { HookResult } from "../hooks.ts";
import { memoryStore } from "../store/memory.ts";
import type { Store } from "../store/store.ts";
import { CliError, codeOf, messageOf } from "./failure.ts";

/**
 * Opens the store that a URL names, once it takes writes.
 * @param url `memory`, `redis://…` or `rediss://…`.
 * @throws CliError when it is none of these, can't be read, or can't be reached.
 */
export async function openStore(
  url: string,
  onError: (error: unknown) => HookResult,
): Promise<Store> {
  if (url === "memory") return memoryStore();
  if (!/^rediss?:\/\/[^/]/.test(url)) {
    throw new CliError("the store must be memory, redis://host:port or rediss://host:port");
  }
  const { redisStore } = await import("../store/redis.ts").catch(refuseImport);
  let reason: unknown;
  let isOpen = false;
  const store = readable(() =>
    redisStore({
      url,
      onError(error) {
        if (isOpen) return onError(error);
        reason = error;
        return undefined;
      },
    }),
  );
  const { host } = new URL(url);
  try {
    await store.ping();
    isOpen = true;
    return store;
  } catch (thrown) {
    await store.close();
    const why = messageOf(rootOf(reason ?? thrown));
    throw new CliError(`Redis at ${host} can't be used: ${why}`, { cause: thrown });
  }
}

function readable(open: () => Store): Store {
  try {
    return open();
  } catch (thrown) {
    throw new CliError(`the store's ${messageOf(thrown)}`, { cause: thrown });
  }
}

function refuseImport(thrown: unknown): never {
  if (codeOf(thrown) !== "ERR_MODULE_NOT_FOUND") throw thrown;
  throw new CliError("the Redis store needs the package redis: npm install redis", {
    cause: thrown,
  });
}

function rootOf(thrown: unknown): unknown {
  return thrown instanceof Error && thrown.cause !== undefined ? rootOf(thrown.cause) : thrown;
}
