import { WorkflowStreamError } from "../errors.ts";
import { parseError } from "../read/saidError.ts";
import type { Token, WorkflowStreamOptions } from "../types.ts";

/** A token as a token endpoint gave it. */
export interface ReadToken {
  readonly token: string;
  /** Until when it is good, in ms since the epoch; `Infinity` where the endpoint did not say. */
  readonly expiresAtMs: number;
}

/**
 * Reads what a `token` option gave.
 * @throws WorkflowStreamError `token_failed`, with what the answer says of the reason, when it holds no token.
 */
export function readToken(answer: unknown): ReadToken {
  const { token: member, ttl }: Partial<Exclude<Token, string>> = Object(answer);
  const token = member ?? answer;
  if (typeof token !== "string" || token === "")
    throw new WorkflowStreamError("token_failed", "token", parseError(answer));
  const ttlSeconds = Number(ttl);
  return { token, expiresAtMs: ttlSeconds > 0 ? Date.now() + ttlSeconds * 1000 : Infinity };
}

/** The token or URL of the options that is good for one try only, if there is one. */
export function singleUseOf({ token, url }: WorkflowStreamOptions<unknown>): string | undefined {
  if (typeof token === "string") return token;
  if (url === undefined || typeof url === "function") return undefined;
  const text = String(url);
  return text.includes("?token=") || text.includes("&token=") ? text : undefined;
}

/** Whether a function of the options gives what a request is sent with, so that another try has another token or URL. */
export function asksAnew({ token, url, headers }: WorkflowStreamOptions<unknown>): boolean {
  return [token, url, headers].some((source) => typeof source === "function");
}
