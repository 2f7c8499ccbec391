import { MisconfiguredError } from "./misconfigured.ts";
import type { SecretKey } from "./secretKeys.ts";

/** What the option `secretKeys` takes for one key; `undefined` or an empty text where an environment variable is not set. */
export type GivenKey = string | SecretKey | undefined;

/** One key as it is given. */
export interface PlacedKey extends SecretKey {
  /** Its index among all that are given. */
  readonly index: number;
}

/** The keys that are given, each with its place. */
export function placedKeys(given: readonly GivenKey[]): PlacedKey[] {
  return given.map((key, index) => ({ ...(isPlain(key) ? { key } : key), index }));
}

/** Whether there is nothing where a key should be; not for an object that names neither `key` nor `sha256`. */
export function isEmptyKey(key: SecretKey): boolean {
  return !key.key && !key.sha256 && ("key" in key || "sha256" in key);
}

/** What is wrong with the keys that are given, where one of them is empty. */
export function emptyKeyError(given: readonly GivenKey[]): MisconfiguredError | undefined {
  const empty = placedKeys(given).find(isEmptyKey);
  return (
    empty &&
    new MisconfiguredError(`secretKeys[${empty.index}] is empty: is the environment variable set?`)
  );
}

function isPlain(key: GivenKey): key is string | undefined {
  // null comes from plain JavaScript alone
  return typeof key === "string" || key === undefined || key === null;
}
