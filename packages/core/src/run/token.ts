import { WorkflowStreamError, type WorkflowStreamErrorCode } from "../errors.ts";
import { parseOrKeep } from "../read/json.ts";
import { readSome, saidBy } from "../read/refusal.ts";
import { parseError } from "../read/saidError.ts";
import type { Token, WorkflowStreamOptions } from "../options.ts";

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

/** What the route of a token may say as such; its other answers say only that there is no token. */
const CODES: Record<number, WorkflowStreamErrorCode> = {
  401: "unauthorized",
  402: "billing",
  403: "forbidden",
  429: "rate_limited",
};

/**
 * Reads the answer of a route that hands out tokens, within 64 kB and 5 s.
 * @param signal ends the reading.
 * @throws WorkflowStreamError `unauthorized`, `billing`, `forbidden` or `rate_limited` by its status, else `token_failed`; with its
 * words and its `Retry-After`.
 */
export async function readTokenAnswer(answer: Response, signal: AbortSignal): Promise<ReadToken> {
  const text = await readSome(answer, signal);
  const said = parseOrKeep(text);
  // a page is no token
  if (answer.ok && said !== text) return readToken(said);
  throw new WorkflowStreamError(
    CODES[answer.status] ?? "token_failed",
    "token",
    saidBy(answer, text),
  );
}

/** The token or URL of the options that is good for one try only, if there is one. */
export function singleUseOf({ token, url }: WorkflowStreamOptions<unknown>): string | undefined {
  if (typeof token === "string") return token;
  if (url === undefined || typeof url === "function") return undefined;
  const text = String(url);
  return text.includes("?token=") || text.includes("&token=") ? text : undefined;
}

/** Whether a function of the options gives what a request is sent with, so that another try has another token or URL. */
export function asksAnew(options: WorkflowStreamOptions<unknown>): boolean {
  const { token, tokenUrl, url, headers } = options;
  return (
    tokenUrl !== undefined || [token, url, headers].some((source) => typeof source === "function")
  );
}
