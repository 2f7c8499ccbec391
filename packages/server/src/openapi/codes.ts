import type { ProblemCode } from "../problem.ts";

/** The codes of runs that began and failed before their first text or part, or before they were answered in one piece. */
export const RUN_FAILURES: readonly ProblemCode[] = [
  "workflow_failed",
  "upstream_failed",
  "output_too_large",
  "content_filter",
  "producer_lost",
  "abandoned",
  "upstream_timeout",
  "idle_timeout",
  "max_run_timeout",
];

/** What is wrong with a body. */
export const BODY_CODES: readonly ProblemCode[] = [
  "invalid_json",
  "body_too_large",
  "invalid_input",
  "body_used",
];
/** What a request without a good secret key is refused with. */
export const KEY_CODES: readonly ProblemCode[] = ["unauthorized", "misconfigured"];
/** What any request can be refused with. */
export const STORE_CODES: readonly ProblemCode[] = ["rate_limited", "store_unavailable"];
/** What a request for a run can be answered with, whoever sends it. */
export const START_CODES: readonly ProblemCode[] = [
  ...BODY_CODES,
  ...STORE_CODES,
  "scope_denied",
  "validation_timeout",
  "draining",
  ...RUN_FAILURES,
];

/** What keeps somebody from a run that stands. */
export const LOOK_CODES: readonly ProblemCode[] = [
  ...KEY_CODES,
  "scope_denied",
  "authorize_failed",
  "run_not_found",
  ...STORE_CODES,
];
