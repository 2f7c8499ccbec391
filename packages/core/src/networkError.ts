import { isBrowser, isOffline } from "./environment.ts";
import { WorkflowStreamError, type WorkflowStreamHint } from "./errors.ts";

/**
 * The error of a request that got no answer.
 * @param expiresAt until when its token is good, in ms since the epoch; `undefined` without a token.
 */
export function networkError(
  url: string,
  expiresAt: number | undefined,
  cause: unknown,
): WorkflowStreamError {
  const target = isBrowser() && new URL(url, location.href);
  const hint = isOffline() ? "offline" : !target || target.origin === location.origin ? undefined :
        location.protocol === "https:" && target.protocol === "http:"
          ? "mixed_content"
          : expiresAt === undefined
            ? "cors"
            : Date.now() > expiresAt
              ? "token_expired"
              : "cors_or_spent_token";
  return new WorkflowStreamError(hint === "offline" ? hint : "network", "connect", { hint, cause });
}

/** What an opaque failure of `fetch` may be about. */
function hintOf(url: string, expiresAt: number | undefined): WorkflowStreamHint | undefined {
  if (isOffline()) return "offline";
  if (!isBrowser()) return undefined;
  const { origin, protocol } = new URL(url, location.href);
  if (origin === location.origin) return undefined;
  if (location.protocol === "https:" && protocol === "http:") return "mixed_content";
  if (expiresAt === undefined) return "cors";
  return Date.now() > expiresAt ? "token_expired" : "cors_or_spent_token";
}
