/** Names of keys and channels: the prefix, a type, and what was hashed or made by us; never a raw string of a client. */
export interface RedisKeys {
  /** Before all keys. */
  readonly prefix: string;
  /** Written to find out whether that can be done. */
  readonly ready: string;
  token(tokenHash: string): string;
  cache(key: string): string;
  /** The keys of a run share a hash tag, so that they stand on one node of a cluster. The first is its channel too. */
  run(runId: string): [run: string, text: string, parts: string];
  /** The channel on which a process hears of runs it works for. */
  process(processId: string): string;
}

/**
 * The names under one prefix.
 * @throws TypeError when the prefix holds a brace: it would be taken for a hash tag.
 */
export function redisKeys(prefix: string): RedisKeys {
  if (/[{}]/.test(prefix)) throw new TypeError(`prefix must hold no brace: ${prefix}`);
  return {
    prefix,
    ready: `${prefix}ready`,
    token: (tokenHash) => `${prefix}token:${tokenHash}`,
    cache: (key) => `${prefix}cache:${key}`,
    run: (runId) => [
      `${prefix}run:{${runId}}`,
      `${prefix}text:{${runId}}`,
      `${prefix}parts:{${runId}}`,
    ],
    process: (processId) => `${prefix}process:${processId}`,
  };
}
