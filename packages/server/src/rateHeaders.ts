/** What an answer says of one limit. */
export interface RateState {
  /** The name of the limit. */
  readonly policy: string;
  readonly limit: number;
  readonly remaining: number;
  /** The length of the window; absent for a limit on what goes on at the same time. */
  readonly windowSeconds?: number;
  /** Until more is allowed, in seconds; absent where nobody can tell. */
  readonly resetSeconds?: number;
}

/** The fields of the IETF draft and those of the original service. @see docs/protocol.md, section Rate limits */
export function rateHeaders(state: RateState): [name: string, value: string][] {
  const { policy, limit, remaining, windowSeconds, resetSeconds } = state;
  const kind = windowSeconds === undefined ? `qu="concurrent-requests"` : `w=${windowSeconds}`;
  const reset = resetSeconds === undefined ? "" : `;t=${resetSeconds}`;
  return [
    ["ratelimit-policy", `"${policy}";q=${limit};${kind}`],
    ["ratelimit", `"${policy}";r=${remaining}${reset}`],
    ["x-ratelimit-limit", String(limit)],
    ["x-ratelimit-remaining", String(remaining)],
  ];
}
