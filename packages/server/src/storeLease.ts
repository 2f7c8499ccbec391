import manifest from "../package.json" with { type: "json" };
import { digestOf } from "./digest.ts";
import { placedKeys } from "./givenKeys.ts";
import type { WorkflowServerOptions } from "./options.ts";
import { resolvePaths } from "./paths.ts";
import { memoryStore } from "./store/memory.ts";
import type { Store } from "./store/store.ts";

/** A store for as long as a server needs it. */
export interface StoreLease {
  readonly store: Store;
  /** Gives it back. A store that is the servers' own is closed by the last of them. */
  close(): Promise<void>;
}

interface Shared {
  readonly store: Store;
  servers: number;
}

// Of all copies of this package in the process: a bundler makes one for each route, and hot reload one for each change.
const SHARED_STORES = Symbol.for("@workflow-stream/server: memory stores");

/**
 * The store that is given, or else a memory store that is shared by all servers of this process that are alike: of one version of this
 * package, with the same base path, workflow ids and secret keys. So a token that one bundle of an app has made is good in another.
 * @throws TypeError as `resolvePaths`.
 */
export function leaseStore(options: WorkflowServerOptions): StoreLease {
  const { store } = options;
  return store ? { store, close: async () => {} } : share(identityOf(options));
}

function share(identity: string): StoreLease {
  const stores = sharedStores();
  const shared = stores.get(identity) ?? { store: memoryStore(), servers: 0 };
  stores.set(identity, shared);
  shared.servers += 1;
  return {
    store: shared.store,
    async close() {
      shared.servers -= 1;
      if (shared.servers > 0) return;
      stores.delete(identity);
      await shared.store.close();
    },
  };
}

function sharedStores(): Map<string, Shared> {
  const scope: typeof globalThis & { [SHARED_STORES]?: Map<string, Shared> } = globalThis;
  return (scope[SHARED_STORES] ??= new Map());
}

function identityOf(options: WorkflowServerOptions): string {
  const basePath = resolvePaths(options);
  const ids = options.workflows.map(({ id }) => id).sort();
  const keys = placedKeys(options.secretKeys ?? []).map(({ key, sha256 }) =>
    key ? digestOf(key) : (sha256 ?? "").toLowerCase(),
  );
  return digestOf(JSON.stringify([manifest.version, basePath, ids, keys.sort()]));
}
