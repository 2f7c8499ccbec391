import { isBrowser, isOffline } from "../environment.ts";
import { WorkflowStreamError } from "../errors.ts";

/**
 * The error of a request that got no answer.
 * @param expiresAt until when its token is good, in ms since the epoch; `undefined` without a token.
 */
export function networkError(
  url: string,
  expiresAt: number | undefined,
  cause: unknown,
): WorkflowStreamError {
  // what an opaque failure of `fetch` may be about
  const target = isBrowser() && new URL(url, location.href);
  const hint = isOffline()
    ? "offline"
    : !target || target.origin === location.origin
      ? undefined
      : location.protocol === "https:" && target.protocol === "http:"
        ? "mixed_content"
        : expiresAt === undefined
          ? "cors"
          : Date.now() > expiresAt
            ? "token_expired"
            : "cors_or_spent_token";
  return new WorkflowStreamError(hint === "offline" ? hint : "network", "connect", { hint, cause });
}
