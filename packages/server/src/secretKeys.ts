import { sameDigest, sha256 } from "./crypto.ts";
import { digestOf } from "./digest.ts";
import {
  emptyKeyError,
  isEmptyKey,
  placedKeys,
  type GivenKey,
  type PlacedKey,
} from "./givenKeys.ts";
import type { OwnerLimits } from "./limits.ts";
import type { MisconfiguredError } from "./misconfigured.ts";

/** A secret key with what it may do. One of `key` and `sha256` is needed; one that is empty is refused at the first request that needs it. */
export interface SecretKey {
  /** The key itself; starts with `sk_`. */
  readonly key?: string | undefined;
  /** The SHA-256 of the whole key in hexadecimal, so that no configuration holds the key. `workflow-stream keygen` prints both. */
  readonly sha256?: string | undefined;
  /** Whose key it is, in logs and in `onRun`. Default: the first 12 digits of its SHA-256. */
  readonly name?: string;
  /** Ids of the only workflows it may use, by itself or by a token. Default: all. */
  readonly workflows?: readonly string[];
  /** Limits of this key, where they differ from the server's. */
  readonly limits?: Partial<OwnerLimits>;
}

/** Who holds a secret key, and the tokens made with it; or a user of the app. */
export interface Owner {
  readonly name: string;
  /** Whether it is a user of the app. Default: it holds a secret key. */
  readonly isUser?: boolean;
  /** `undefined`: all workflows. */
  readonly workflowIds: readonly string[] | undefined;
  readonly limits: OwnerLimits;
}

/** A key that a request holds. */
export interface HeldKey {
  readonly owner: Owner;
  /** So short that someone could find it by trying. */
  readonly isGuessable: boolean;
}

/** The secret keys of a server, as digests. */
export interface KeyRing {
  /** The key in `Authorization: Bearer sk_…`; `undefined` when it is none of these. */
  find(request: Request): Promise<HeldKey | undefined>;
  /** The owner of that name, or one with the limits of the server when no key has it any more. */
  owner(name: string | undefined): Owner;
  /** What the operator should know where a key is missing. */
  readonly missing: MisconfiguredError | undefined;
}

interface Entry extends HeldKey {
  readonly digest: string;
}

// 24 characters of base64url hold 144 bits; no number of tries finds those.
const GUESSABLE_BELOW_CHARS = 27;

/**
 * Creates the ring. Keys are compared by SHA-256, all of them each time.
 * @throws TypeError when one can't be used, or two have one name or are one key.
 */
export function createKeyRing(given: readonly GivenKey[], limits: OwnerLimits): KeyRing {
  const placed = placedKeys(given);
  checkNames(placed);
  const keys = placed.filter((key) => !isEmptyKey(key));
  for (const key of keys) checkKey(key);
  const entries = keys.map((key) => toEntry(key, limits));
  checkDigests(entries, keys);

  return {
    async find(request) {
      const key = bearer(request);
      // A digest of something else may have been configured by mistake, such as that of an empty text.
      if (!key?.startsWith("sk_")) return undefined;
      const given = await sha256(key);
      let found: Entry | undefined;
      for (const entry of entries) if (sameDigest(entry.digest, given)) found = entry;
      return found;
    },
    owner(name = "unknown") {
      const entry = entries.find(({ owner }) => owner.name === name);
      return entry?.owner ?? { name, workflowIds: undefined, limits };
    },
    missing: emptyKeyError(given),
  };
}

/** The credential of `Authorization: Bearer …`; `undefined` when there is none. */
export function bearer(request: Request): string | undefined {
  return /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}

function toEntry(secretKey: SecretKey, limits: OwnerLimits): Entry {
  const { key, name, workflows } = secretKey;
  const digest = key ? digestOf(key) : (secretKey.sha256 ?? "").toLowerCase();
  return {
    digest,
    isGuessable: !!key && key.length < GUESSABLE_BELOW_CHARS,
    owner: {
      name: name ?? digest.slice(0, 12),
      workflowIds: workflows,
      limits: { ...limits, ...secretKey.limits },
    },
  };
}

function checkKey({ key, sha256: digest, name }: SecretKey): void {
  if (!key === !digest) {
    throw new TypeError("each of secretKeys must have either a key or its sha256");
  }
  if (key && !/^sk_\S+$/.test(key)) {
    throw new TypeError("each of secretKeys must start with sk_ and hold no space");
  }
  if (digest && !/^[\da-f]{64}$/i.test(digest)) {
    throw new TypeError("the sha256 of a secret key must be 64 hexadecimal digits");
  }
  if (name === "") throw new TypeError("the name of a secret key must not be empty");
}

function checkNames(keys: readonly SecretKey[]): void {
  const names = keys.flatMap(({ name }) => name ?? []);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new TypeError(`two secret keys have the name "${twice}"`);
}

/** Of a key that is given twice one would count, and what the other one restricts or allows be lost without a word. */
function checkDigests(entries: readonly Entry[], keys: readonly PlacedKey[]): void {
  for (const [index, { digest }] of entries.entries()) {
    const first = entries.findIndex((entry) => entry.digest === digest);
    if (first === index) continue;
    const both = keys
      .filter((_key, i) => i === first || i === index)
      .map(({ name, index: i }) => `number ${i + 1}${name === undefined ? "" : ` ("${name}")`}`);
    throw new TypeError(`of secretKeys, ${both.join(" and ")} are the same key`);
  }
}
