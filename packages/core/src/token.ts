import { valueOf } from "./environment.ts";
import { WorkflowStreamError } from "./errors.ts";
import { parseError } from "./refusal.ts";
import { holdSecretKey } from "./secrets.ts";
import type { RequestContext, WorkflowStreamOptions } from "./types.ts";

/** A token, and until when it is good, in ms since the epoch. */
export interface FetchedToken {
  readonly value: string;
  readonly expiresAt: number;
}

/**
 * Asks for the token of a new try; `undefined` where the options have none.
 * @throws WorkflowStreamError `token_failed`
 */
export async function fetchToken(
  source: WorkflowStreamOptions["token"],
  context: RequestContext,
): Promise<FetchedToken | undefined> {
  if (source === undefined) return undefined;
  const failed = (message: string, fields?: object): WorkflowStreamError =>
    new WorkflowStreamError("token_failed", "token", message, fields);
  let answer: unknown;
  try {
    answer = await valueOf(source, context);
  } catch (cause) {
    throw failed(`The token function failed: ${cause}`, { cause });
  }
  const { token, ttl } = Object(answer) as { token?: unknown; ttl?: unknown };
  const value = typeof answer === "string" ? answer : token;
  if (typeof value !== "string" || !value) {
    const { message = "The token function gave no token", code } = parseError(
      JSON.stringify(answer),
    );
    throw failed(message, { serverCode: code });
  }
  if (holdSecretKey(value)) throw failed("The token is a secret key", { hint: "secret_key" });
  return { value, expiresAt: Number(ttl) > 0 ? Date.now() + Number(ttl) * 1000 : Infinity };
}

/** The token or URL of the options that is good for one try only, if there is one. */
export function singleUseOf({ token, url }: WorkflowStreamOptions<unknown>): string | undefined {
  if (typeof token === "string") return token;
  return typeof url !== "function" && /[?&]token=/.test(String(url)) ? String(url) : undefined;
}

/** The error of a token that was used before. */
export function tokenSpent(refusal?: WorkflowStreamError): WorkflowStreamError {
  return new WorkflowStreamError(
    "token_spent",
    refusal ? "connect" : "token",
    "The token was used before, or has expired",
    { status: refusal?.status, serverCode: refusal?.serverCode },
  );
}
