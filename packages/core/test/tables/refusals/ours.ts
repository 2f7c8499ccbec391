import type { Refusal } from "../refusals.ts";
import { JSON_TYPE, PROBLEM } from "./contentTypes.ts";

const problem = (status: number, detail: string, code: string, more: object = {}): string =>
  JSON.stringify({
    title: "A title",
    status,
    detail,
    success: false,
    error: detail,
    code,
    ...more,
  });

/** Errors of our protocol. */
export const ours: readonly Refusal[] = [
  {
    name: "our token was used",
    status: 401,
    type: PROBLEM,
    body: problem(401, "The token is not valid", "token_invalid"),
    error: {
      code: "unauthorized",
      status: 401,
      phase: "connect",
      message: "The token is not valid",
      serverCode: "token_invalid",
      retryable: false,
    },
  },
  {
    name: "our inputs are ill-typed",
    status: 422,
    type: PROBLEM,
    body: problem(422, "Inputs are missing", "invalid_input", {
      errors: [{ pointer: "/topic", detail: "is required" }],
    }),
    error: {
      code: "invalid_input",
      serverCode: "invalid_input",
      details: [{ pointer: "/topic", detail: "is required" }],
      retryable: false,
    },
  },
  {
    name: "our run is unknown",
    status: 404,
    type: JSON_TYPE,
    body: problem(404, "There is no such run", "run_not_found"),
    error: { code: "not_found", serverCode: "run_not_found", retryable: false },
  },
  {
    name: "our origin is denied",
    status: 403,
    type: JSON_TYPE,
    body: problem(403, "Not from here", "origin_denied"),
    error: { code: "forbidden", serverCode: "origin_denied", retryable: false },
  },
  {
    name: "our body is too large",
    status: 413,
    type: JSON_TYPE,
    body: problem(413, "Over 1 MiB", "body_too_large"),
    error: { code: "invalid_input", serverCode: "body_too_large" },
  },
  {
    name: "our rate is limited",
    status: 429,
    type: JSON_TYPE,
    headers: { "retry-after": "7" },
    body: problem(429, "Slow down", "rate_limited"),
    error: { code: "rate_limited", retryAfterMs: 7000, retryable: true },
  },
  {
    name: "our upstream failed",
    status: 502,
    type: PROBLEM,
    body: problem(502, "The model failed", "upstream_failed"),
    error: { code: "server", status: 502, serverCode: "upstream_failed", retryable: true },
  },
  {
    name: "our server is draining",
    status: 503,
    type: PROBLEM,
    headers: { "retry-after": "0" },
    body: problem(503, "Shutting down", "draining"),
    error: { code: "server", serverCode: "draining", retryAfterMs: 0, retryable: true },
  },
];
