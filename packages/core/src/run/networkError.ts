import { isBrowser, isOffline } from "../environment.ts";
import { WorkflowStreamError, type WorkflowStreamHint } from "../errors.ts";
import { baseUrl, resolveUrl } from "./location.ts";

/** A request that got no answer. */
export interface Unanswered {
  readonly url: string;
  /** Until when its token is good, in ms since the epoch; `undefined` without a token. */
  readonly expiresAtMs: number | undefined;
  /** A `fetch` of the user's own, which may know addresses that this runtime's doesn't. */
  readonly hasOwnFetch: boolean;
}

/** The error of a request that got no answer: `invalid_input` where its address is none, `offline` or `network`. */
export function networkError(request: Unanswered, cause: unknown): WorkflowStreamError {
  if (isNoAddress(request))
    return new WorkflowStreamError("invalid_input", "connect", { message: "Invalid URL", cause });
  if (isOffline()) return new WorkflowStreamError("offline", "connect", { hint: "offline", cause });
  return new WorkflowStreamError("network", "connect", { hint: hintOf(request), cause });
}

function isNoAddress({ url, hasOwnFetch }: Unanswered): boolean {
  if (resolveUrl(url)) return false;
  const isRelative = !url.includes("://");
  return !(isRelative && hasOwnFetch);
}

/** What an opaque failure of `fetch` is most likely about. */
function hintOf({ url, expiresAtMs }: Unanswered): WorkflowStreamHint | undefined {
  const target = resolveUrl(url);
  const base = baseUrl();
  if (!isBrowser() || !target || !base) return undefined;
  const page = new URL(base);
  if (target.origin === page.origin) return undefined;
  if (page.protocol === "https:" && target.protocol === "http:") return "mixed_content";
  if (expiresAtMs === undefined) return "cors";
  return Date.now() > expiresAtMs ? "token_expired" : "cors_or_spent_token";
}
