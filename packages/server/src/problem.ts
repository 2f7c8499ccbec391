import type { Failure, FailureCode } from "./errors.ts";
import { isInstance } from "./thrown.ts";

/** Every code a refused request can carry. */
export type ProblemCode =
  | FailureCode
  | "authorize_failed"
  | "misconfigured"
  | "body_used"
  | "validation_timeout"
  | "invalid_json"
  | "invalid_offset"
  | "unauthorized"
  | "token_invalid"
  | "origin_denied"
  | "scope_denied"
  | "not_found"
  | "workflow_not_found"
  | "run_not_found"
  | "offset_beyond_end"
  | "body_too_large"
  | "invalid_input"
  | "rate_limited"
  | "store_unavailable";

const STATUSES = {
  invalid_json: 400,
  invalid_offset: 400,
  unauthorized: 401,
  token_invalid: 401,
  origin_denied: 403,
  scope_denied: 403,
  not_found: 404,
  workflow_not_found: 404,
  run_not_found: 404,
  offset_beyond_end: 409,
  body_too_large: 413,
  invalid_input: 422,
  rate_limited: 429,
  authorize_failed: 500,
  misconfigured: 500,
  body_used: 500,
  validation_timeout: 500,
  workflow_failed: 502,
  upstream_failed: 502,
  output_too_large: 502,
  content_filter: 502,
  producer_lost: 502,
  abandoned: 502,
  upstream_timeout: 504,
  idle_timeout: 504,
  max_run_timeout: 504,
  store_unavailable: 503,
  draining: 503,
} as const satisfies Record<ProblemCode, number>;

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Content Too Large",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** One input that was refused: a JSON Pointer to it, and why. */
export interface InputIssue {
  readonly pointer: string;
  readonly detail: string;
}

/** Members some problems add to their body. */
export interface ProblemExtras {
  /** With `invalid_input`. */
  readonly errors?: readonly InputIssue[];
  /** With `offset_beyond_end`: the UTF-8 bytes of text the run has. */
  readonly bytes?: number;
  /** With `offset_beyond_end`: the parts beside it. */
  readonly parts?: number;
}

/** What a problem may carry beside its code and detail. */
export interface ProblemOptions {
  readonly extras?: ProblemExtras;
  /** Default: the one that belongs to the code. */
  readonly status?: number;
  /** When it is worth another try, in seconds. Default: 1 with a 503, else nothing is said. */
  readonly retryAfterSeconds?: number;
  /** What was thrown below; for the operator, never in the body. */
  readonly cause?: unknown;
}

/** The status of a refusal. */
export function statusOf(code: ProblemCode): number {
  return STATUSES[code];
}

/**
 * A request that is answered with an error body, or that `createToken` refuses. Its message may be shown to anyone.
 * @example
 * ```ts
 * try {
 *   return Response.json(await server.createToken({ workflow: "explain" }));
 * } catch (error) {
 *   if (!(error instanceof Problem)) throw error;
 *   return error.getResponse();
 * }
 * ```
 */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly status: number;
  readonly extras: ProblemExtras;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? STATUSES[code];
    this.extras = options.extras ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds ?? (this.status === 503 ? 1 : undefined);
  }

  /** The answer that says it, as the endpoints give it. Hono sends it by itself when a handler throws. */
  getResponse(): Response {
    return problemResponse(this, false);
  }
}

/** The refusal of a path or method that is none of the endpoints. */
export function notFound(): Problem {
  return new Problem("not_found", "There is no such endpoint.");
}

/** The problem of a run that failed before its first text or part. Never a 503: that would say that no run began. */
export function failedRun({ code, message }: Failure): Problem {
  return new Problem(code, message, code === "draining" ? { status: 502 } : {});
}

/** A problem is itself; anything else that was thrown means that the store did not do its work. */
export function toProblem(thrown: unknown): Problem {
  if (isInstance(thrown, Problem)) return thrown;
  return new Problem("store_unavailable", "The server can't do this right now.", { cause: thrown });
}

/** The error body, readable for RFC 9457 clients and for those that look at `success` and `error`. */
export function problemResponse(problem: Problem, asProblem: boolean): Response {
  const { status, code, message: detail, extras, retryAfterSeconds } = problem;
  const headers = new Headers({
    "content-type": asProblem ? "application/problem+json" : "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    vary: "Accept",
  });
  if (status === 401) headers.set("www-authenticate", "Bearer");
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  const title = TITLES[status];
  const body = {
    type: "about:blank",
    title,
    status,
    detail,
    ...extras,
    success: false,
    error: detail,
    code,
  };
  return new Response(JSON.stringify(body), { status, headers });
}
