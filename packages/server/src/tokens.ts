import { randomId, sha256 } from "./crypto.ts";
import { Problem } from "./problem.ts";
import { bearer } from "./secretKeys.ts";
import type { TokenScope, TokenStore } from "./store/store.ts";

/** A token as handed out, with its life in seconds. */
export interface MintedToken {
  readonly token: string;
  readonly ttl: number;
}

/** A token that stood when it was looked up. */
export interface FoundToken {
  readonly hash: string;
  readonly scope: TokenScope;
}

const DEFAULT_TTL_SECONDS = 60;
const MAX_TTL_SECONDS = 300;

/** Makes a single-use token and stores its digest with its scope. */
export async function mintToken(
  tokens: TokenStore,
  ttl: unknown,
  scope: TokenScope,
): Promise<MintedToken> {
  const ttlSeconds = readTtlSeconds(ttl);
  const token = `pub_tok_${randomId()}`;
  await tokens.put(await sha256(token), scope, ttlSeconds);
  return { token, ttl: ttlSeconds };
}

/**
 * Looks the request's token up, in `?token=` or `Authorization: Bearer pub_tok_…`, and leaves it there.
 * @throws Problem `token_invalid`, the same for no token and for one expired, used or unknown.
 */
export async function findToken(tokens: TokenStore, request: Request): Promise<FoundToken> {
  const token = new URL(request.url).searchParams.get("token") ?? bearer(request);
  if (!token?.startsWith("pub_tok_")) throw tokenInvalid();
  const hash = await sha256(token);
  const scope = await tokens.peek(hash);
  if (!scope) throw tokenInvalid();
  return { hash, scope };
}

/**
 * Uses the token up.
 * @throws Problem `token_invalid` when another request was first.
 */
export async function consumeToken(tokens: TokenStore, token: FoundToken): Promise<void> {
  if (!(await tokens.take(token.hash))) throw tokenInvalid();
}

// The rule of the clients of the original service: only numbers and numeric texts count, all else is 60.
function readTtlSeconds(ttl: unknown): number {
  const isNumeric = typeof ttl === "number" || (typeof ttl === "string" && ttl.trim() !== "");
  const seconds = isNumeric ? Math.trunc(Number(ttl)) : NaN;
  return Number.isNaN(seconds)
    ? DEFAULT_TTL_SECONDS
    : Math.min(Math.max(seconds, 1), MAX_TTL_SECONDS);
}

function tokenInvalid(): Problem {
  return new Problem("token_invalid", "The token is missing, unknown, expired or used.");
}
