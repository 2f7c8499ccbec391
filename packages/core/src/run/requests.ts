import { valueOf } from "../environment.ts";
import { typed, WorkflowStreamError } from "../errors.ts";
import type { RequestContext, TokenReason, WorkflowStreamOptions } from "../options.ts";
import type { Accumulator } from "./accumulator.ts";
import { askToken } from "./askToken.ts";
import { askUser } from "./askUser.ts";
import type { Attempt } from "./attempt.ts";
import type { RunKey } from "./runKey.ts";
import { holdSecretKey } from "./secrets.ts";
import { connectTimeout, type Prepared, send } from "./send.ts";

/** What is accepted: our event stream, or raw text. */
const ACCEPT = "text/event-stream, text/plain;q=0.5";
const DEFAULT_BASE_URL = "/api/v1";
/** Lets a run finish although nobody reads it for a while: by a query, as an older server's preflight refuses an unknown header. */
const DETACHED = "?detach=1";
/** What no form can send: frameworks refuse a form's types, and none at all, where they take the request for another site's. */
const JSON_TYPE = { "content-type": "application/json" };
/** Says nothing, but parsers refuse JSON of no characters. */
const EMPTY_JSON = "{}";
const DEFAULT_CONNECT_TIMEOUT_MS = 30_000;

/** How long the server may take to say how a run is, in ms: where it doesn't, the run is looked for by its text. */
const STATUS_TIMEOUT_MS = 5_000;

/**
 * The requests of one run, by `docs/protocol.md`. Each rejects with a `WorkflowStreamError` (`token_failed` and what else `askToken` says, `connect_timeout`,
 * `offline`, `network`, `invalid_input`, `unsupported`), or with its attempt's reason when that was given up.
 */
export interface Requests {
  /** Begins the run, or attaches to it by its Run-Key, with a token and headers that are asked for. */
  post(attempt: Attempt, reason: TokenReason): Promise<Response>;
  /** Sends the last post once more, as it was: the same token, headers and Run-Key. */
  repost(attempt: Attempt): Promise<Response>;
  /** Asks for what lies behind what is held; the answer may take `leftMs`, where that is less than `connectTimeoutMs`. */
  resume(attempt: Attempt, held: Held, leftMs: number): Promise<Response>;
  /** Asks how the run is. */
  askStatus(attempt: Attempt): Promise<Response>;
  /** Cancels the run, in a way that outlives the page. */
  cancel(attempt: Attempt): Promise<Response>;
}

/** How much of a run is held: the bytes of its text, and its parts. */
export type Held = Pick<Accumulator, "byteOffset" | "partCount">;

/** Hears of each request of a run by its number, before anything is asked for, and when it goes out. */
export interface RequestObserver {
  onRequest(attempt: number): void;
  onSend(): void;
}

/**
 * Creates the requests of a run.
 * @param body the inputs as JSON.
 */
export function createRequests(
  options: WorkflowStreamOptions<unknown>,
  body: string,
  runKey: RunKey | undefined,
  observer: RequestObserver,
): Requests {
  const { connectTimeoutMs = DEFAULT_CONNECT_TIMEOUT_MS, credentials = "same-origin" } = options;
  let count = 0;
  let posted: Prepared | undefined;

  function withOwnHeaders(given?: HeadersInit): Record<string, string> {
    return { accept: ACCEPT, ...plainHeaders(given), ...(runKey && { "run-key": runKey.value }) };
  }

  async function headersFor(context: RequestContext): Promise<Record<string, string>> {
    return withOwnHeaders(await askUser(() => valueOf(options.headers, context)));
  }

  async function preparePost(context: RequestContext): Promise<Prepared> {
    const { method = "POST" } = options;
    const headers = await headersFor(context);
    const token = await askToken(options, context);
    let url = await addressOf(options, context);
    if (token && options.tokenIn === "header") headers.authorization = `Bearer ${token.token}`;
    else if (token) url += `${url.includes("?") ? "&" : "?"}token=${encoded(token.token)}`;
    refuseSecretKey(url, headers);
    const hasBody = !["GET", "HEAD"].includes(method.toUpperCase());
    const init: RequestInit = hasBody
      ? { method, credentials, body, headers: { ...JSON_TYPE, ...headers } }
      : { method, credentials, headers };
    return { url, init, expiresAtMs: token?.expiresAtMs };
  }

  /** A request for what stands under the run's own address, which its Run-Key opens. */
  function toRun(path: string, headers: Record<string, string>, init: RequestInit = {}): Prepared {
    if (!runKey) throw new TypeError("A run without a Run-Key has no address of its own");
    const url = `${apiOf(options)}/runs/${runKey.id}${path}`;
    return { url, init: { ...init, credentials, headers }, expiresAtMs: undefined };
  }

  /** Nothing of the user's keeps a run from being cancelled: where no headers can be had, its Run-Key has to do. */
  async function prepareCancel(context: RequestContext): Promise<Prepared> {
    const headers = await headersFor(context).catch(() => withOwnHeaders());
    const init = { method: "DELETE", body: EMPTY_JSON, keepalive: true };
    return toRun("", { ...JSON_TYPE, ...headers }, init);
  }

  /** Prepares a request within a time limit, then sends it within another. */
  async function request(
    attempt: Attempt,
    reason: TokenReason,
    prepare: (context: RequestContext) => Promise<Prepared>,
    longestMs = Infinity,
  ): Promise<Response> {
    const timeoutMs = Math.min(connectTimeoutMs, longestMs);
    observer.onRequest(++count);
    attempt.limit(timeoutMs, () => connectTimeout("token"));
    const context = contextOf(count, reason, attempt.signal);
    const prepared = await attempt.until(prepare(context));
    attempt.signal.throwIfAborted();
    observer.onSend();
    return send(attempt, prepared, { fetch: options.fetch, timeoutMs });
  }

  return {
    post: (attempt, reason) =>
      request(attempt, reason, async (context) => (posted = await preparePost(context))),
    repost: (attempt) =>
      request(attempt, "retry", async (context) => posted ?? preparePost(context)),
    resume: (attempt, { byteOffset, partCount }, leftMs) =>
      request(
        attempt,
        "retry",
        async (context) =>
          toRun(`/stream?offset=${byteOffset}&parts=${partCount}`, await headersFor(context)),
        leftMs,
      ),
    askStatus: (attempt) =>
      request(
        attempt,
        "retry",
        async (context) => toRun("", await headersFor(context)),
        STATUS_TIMEOUT_MS,
      ),
    cancel: (attempt) => request(attempt, "retry", prepareCancel),
  };
}

/**
 * What a function of the options is told. Its signal is not enumerable: where the function stands on a server, and its arguments
 * are written down to be sent there, that would fail or wait for the signal.
 */
function contextOf(attempt: number, reason: TokenReason, signal: AbortSignal): RequestContext {
  return Object.defineProperty({ attempt, reason, signal }, "signal", { enumerable: false });
}

/** Where a run is posted, without its token. */
async function addressOf(
  options: WorkflowStreamOptions<unknown>,
  context: RequestContext,
): Promise<string> {
  const { url, workflowId, persister } = options;
  if (url === undefined) {
    const address = `${apiOf(options)}/run/${encoded(workflowId)}/stream`;
    return persister ? address + DETACHED : address;
  }
  const address = String(await askUser(() => valueOf(url, context)));
  const fragmentAt = address.indexOf("#");
  return fragmentAt < 0 ? address : address.slice(0, fragmentAt);
}

/** A part of an address. @throws WorkflowStreamError `invalid_input` where it holds half a character. */
function encoded(part: string): string {
  try {
    return encodeURIComponent(part);
  } catch (cause) {
    throw typed(cause, "invalid_input", "connect");
  }
}

/** The API's address, without slashes at its end. */
function apiOf({ baseUrl = DEFAULT_BASE_URL }: WorkflowStreamOptions<unknown>): string {
  let end = baseUrl.length;
  while (baseUrl[end - 1] === "/") end--;
  return baseUrl.slice(0, end);
}

/** @throws WorkflowStreamError `invalid_input` where a name or value can't stand in a header. */
function plainHeaders(headers: HeadersInit | undefined): Record<string, string> {
  try {
    return Object.fromEntries(new Headers(headers));
  } catch (cause) {
    throw typed(cause, "invalid_input", "connect");
  }
}

/** @throws WorkflowStreamError `token_failed` with the hint `secret_key` where one is about to be sent from a browser. */
function refuseSecretKey(url: string, headers: Record<string, string>): void {
  if (holdSecretKey({ url, headers }))
    throw new WorkflowStreamError("token_failed", "token", { hint: "secret_key" });
}
