import { createHash, randomBytes } from "node:crypto";
import { CliError } from "./failure.ts";

/** A secret key and its SHA-256 in hexadecimal. */
export interface MadeKey {
  readonly key: string;
  readonly sha256: string;
}

/** Makes a secret key: `sk_` and 256 random bits in base64url. */
export function makeKey(): MadeKey {
  const key = `sk_${randomBytes(32).toString("base64url")}`;
  return { key, sha256: createHash("sha256").update(key).digest("hex") };
}

/**
 * What `keygen` prints: where each of the two belongs.
 * @throws CliError when the name can't stand in a list of keys.
 */
export function keygen(name?: string): string {
  if (name !== undefined && !/^[^\s,=]+$/.test(name)) {
    throw new CliError(`a name holds no space, comma or =: "${name}"`, { exitCode: 2 });
  }
  const { key, sha256 } = makeKey();
  const entry = name === undefined ? sha256 : `${name}=${sha256}`;
  return `Secret key, for the backend that asks for tokens. It is shown this once:
${key}

Its SHA-256, for the server:
SECRET_KEY_SHA256S=${entry}
`;
}
