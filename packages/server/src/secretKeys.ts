import { sameDigest, sha256 } from "./crypto.ts";
import { Problem } from "./problem.ts";

/** Lets a request with one of the secret keys pass. */
export type RequireSecretKey = (request: Request) => Promise<void>;

/**
 * Creates the check of `Authorization: Bearer sk_…`. Keys are compared as SHA-256, all of them each time.
 * @throws TypeError when there is no key, or one doesn't start with `sk_`.
 */
export function secretKeyCheck(secretKeys: readonly string[]): RequireSecretKey {
  if (secretKeys.length === 0)
    throw new TypeError("secretKeys is empty: no one could ask for a token");
  if (!secretKeys.every((key) => /^sk_\S+$/.test(key))) {
    throw new TypeError("each of secretKeys must start with sk_ and hold no space");
  }
  let digests: Promise<string[]> | undefined;

  return async (request) => {
    digests ??= Promise.all(secretKeys.map(sha256));
    const given = await sha256(bearer(request) ?? "");
    let matches = 0;
    for (const digest of await digests) if (sameDigest(digest, given)) matches++;
    if (matches === 0) {
      throw new Problem("unauthorized", "A secret key is needed: Authorization: Bearer sk_…");
    }
  };
}

/** The credential of `Authorization: Bearer …`; `undefined` when there is none. */
export function bearer(request: Request): string | undefined {
  return /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
}
