import type { SecretKey } from "../secretKeys.ts";
import { readList, readPort } from "./commandLine.ts";
import { CliError } from "./failure.ts";

/** Where neither the command line nor the environment names one. */
export const DEFAULT_PORT = 3000;

/** What the environment says. */
export interface Environment {
  readonly secretKeys: readonly SecretKey[];
  readonly port?: number;
  readonly redisUrl?: string;
}

/**
 * Reads the variables that `--help` names; an empty one counts as absent.
 * @throws CliError when one can't be used.
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Environment {
  const { SECRET_KEYS = "", SECRET_KEY_SHA256S = "", PORT, REDIS_URL } = variables;
  const plain = readList(SECRET_KEYS).map((entry) => named(entry, "sk_"));
  const hashed = readList(SECRET_KEY_SHA256S).map((entry) => named(entry, ""));
  // No message shows a key, not even a wrong one.
  if (!plain.every(({ value }) => /^sk_\S+$/.test(value))) {
    throw new CliError("each key of SECRET_KEYS must start with sk_ and hold no space");
  }
  if (!hashed.every(({ value }) => /^[\da-f]{64}$/i.test(value))) {
    throw new CliError("each entry of SECRET_KEY_SHA256S must be 64 hexadecimal digits");
  }
  return {
    secretKeys: [
      ...plain.map(({ value, name }) => ({ key: value, ...name })),
      ...hashed.map(({ value, name }) => ({ sha256: value, ...name })),
    ],
    ...(PORT && { port: readPort(PORT, "PORT", 1) }),
    ...(REDIS_URL && { redisUrl: REDIS_URL }),
  };
}

/** An entry, which may have a name before its value. A key may hold a `=` as well, such as at the end of its base64. */
function named(entry: string, prefix: string): { value: string; name: { name?: string } } {
  const at = entry.indexOf(`=${prefix}`);
  if (at < 1) return { value: entry, name: {} };
  return { value: entry.slice(at + 1), name: { name: entry.slice(0, at) } };
}
