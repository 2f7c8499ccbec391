/**
 * What goes wrong with one request.
 *
 * `begins`: the run begins all the same, and its answer is lost. Default `false`.
 */
export type Fault = { readonly delayMs?: number } & (
  | { readonly kind: "none" }
  /** The connection breaks before the headers. */
  | { readonly kind: "reset"; readonly begins?: boolean }
  /** No answer ever comes. */
  | { readonly kind: "silence"; readonly begins?: boolean }
  | Refusal
  | BodyFault
  /** Each delta comes twice. */
  | { readonly kind: "duplicate" }
  /** A resume begins up to this many bytes too early. */
  | { readonly kind: "replay"; readonly bytes: number }
  /** The status of a run says that it still runs. */
  | { readonly kind: "running" }
);

/**
 * A body that ends early, as if that were its end or by a broken connection; or that falls silent but for heartbeats.
 * `afterBytes` counts from its beginning, `afterDeltas` counts the deltas that are whole.
 */
export type BodyFault = ({ readonly afterBytes: number } | { readonly afterDeltas: number }) &
  (
    | { readonly kind: "cut"; readonly clean: boolean }
    | { readonly kind: "stall"; readonly heartbeatMs?: number }
  );

/** An answer that is no stream. */
export interface Refusal {
  readonly kind: "refuse";
  readonly status: number;
  readonly code?: string;
  readonly retryAfter?: string;
  readonly begins?: boolean;
  readonly body?: string;
  readonly contentType?: string;
}

/** The answer of a refusal, with the error body of our protocol unless another is given. */
export function refuse({
  status,
  code,
  retryAfter,
  body,
  contentType = "application/problem+json",
}: Omit<Refusal, "kind">): Response {
  const detail = `refused with ${status}`;
  const problem = { status, detail, success: false, error: detail, code };
  return new Response(body ?? JSON.stringify(problem), {
    status,
    headers: { "content-type": contentType, ...(retryAfter && { "retry-after": retryAfter }) },
  });
}
