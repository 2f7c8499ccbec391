import { isBrowser, isOffline } from "../environment.ts";
import { typed, WorkflowStreamError, type WorkflowStreamHint } from "../errors.ts";
import { baseUrl, resolveUrl } from "./location.ts";

/** A request that got no answer. */
export interface Unanswered {
  readonly url: string;
  readonly init: RequestInit;
  /** Until when its token is good, in ms since the epoch; `undefined` without a token. */
  readonly expiresAtMs: number | undefined;
  /** A `fetch` of the user's own, which may know addresses that this runtime's doesn't. */
  readonly hasOwnFetch: boolean;
}

/** The error of a request that got no answer: `invalid_input` where it can't be sent as it is, `offline` or `network`. */
export function networkError(request: Unanswered, cause: unknown): WorkflowStreamError {
  if (isNoAddress(request))
    return new WorkflowStreamError("invalid_input", "connect", { message: "Invalid URL", cause });
  if (isRefusedUnsent(request)) return typed(cause, "invalid_input", "connect");
  if (isOffline()) return new WorkflowStreamError("offline", "connect", { hint: "offline", cause });
  return new WorkflowStreamError("network", "connect", { hint: hintOf(request), cause });
}

function isNoAddress({ url, hasOwnFetch }: Unanswered): boolean {
  if (resolveUrl(url)) return false;
  const isRelative = !url.includes("://");
  return !(isRelative && hasOwnFetch);
}

/** Whether this runtime's `fetch` takes no such request: for its method, its `credentials`, or those within its address. */
function isRefusedUnsent({ url, init, hasOwnFetch }: Unanswered): boolean {
  // a test may have put a `fetch` where there is nothing else of it
  const { Request: KnownRequest }: Partial<typeof globalThis> = globalThis;
  if (hasOwnFetch || !KnownRequest) return false;
  try {
    return !new KnownRequest(resolveUrl(url) ?? url, init);
  } catch {
    return true;
  }
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
