import { valueOf } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { parseError } from "./refusal.ts";
import type { RequestContext, WorkflowStreamOptions } from "./types.ts";

/** A token, and until when it is good, in ms since the epoch. */
export interface FetchedToken {
  readonly value?: string;
  readonly expiresAt?: number;
}

/**
 * Asks for the token of a new try; nothing where the options have none.
 * @throws WorkflowStreamError `token_failed` when the answer holds none.
 */
export async function fetchToken(
  source: WorkflowStreamOptions["token"],
  context: RequestContext,
): Promise<FetchedToken> {
  const answer: unknown = await valueOf(source, context);
  const { token = answer, ttl } = Object(answer) as { token?: unknown; ttl?: unknown };
  if (source !== undefined && (typeof token !== "string" || !token)) {
    throw new WorkflowStreamError("token_failed", "token", parseError(answer));
  }
  return { token, expiresAt: token && Date.now() + (Number(ttl) * 1000 || Infinity) };
}

/** The token or URL of the options that is good for one try only, if there is one. */
export function singleUseOf({ token, url }: WorkflowStreamOptions<unknown>): string | undefined {
  if (typeof token === "string") return token;
  return typeof url !== "function" && /[?&]token=/.test(String(url)) ? String(url) : undefined;
}

/** The error of a token that was used before; it keeps what a refusal said. */
export function tokenSpent(refusal?: WorkflowStreamError): WorkflowStreamError {
  return new WorkflowStreamError("token_spent", refusal ? "connect" : "token", refusal);
}
