import { expiringMap, type Expiring } from "./expiringMap.ts";
import { StoreFullError, type TokenScope, type TokenStore } from "./store.ts";

interface Entry extends Expiring {
  readonly scope: TokenScope;
}

/** Tokens in this process's memory, at most `maxTokens` at a time. */
export function memoryTokens(maxTokens: number): TokenStore & { close(): void } {
  const entries = expiringMap<Entry>();

  return {
    async put(tokenHash, scope, ttlSeconds) {
      if (entries.size >= maxTokens)
        throw new StoreFullError(`${maxTokens} tokens are kept already`);
      entries.set(tokenHash, { scope, expiresAtMs: performance.now() + ttlSeconds * 1000 });
    },
    async peek(tokenHash) {
      return entries.get(tokenHash)?.scope;
    },
    async take(tokenHash) {
      const entry = entries.get(tokenHash);
      entries.delete(tokenHash);
      return entry?.scope;
    },
    close: () => entries.close(),
  };
}
