import { Problem, statusOf } from "./problem.ts";

/**
 * The app has set the server up in a way that can't work. Its message quotes nothing of a request, so it is logged whole.
 * @example
 * ```ts
 * createWorkflowServer({
 *   workflows,
 *   onError: (error) => (error instanceof MisconfiguredError ? alarm(error.message) : log(error)),
 * });
 * ```
 */
export class MisconfiguredError extends Error {
  override readonly name = "MisconfiguredError";
}

/** The refusal of whatever can't be done until the app is mended; what is wrong is for its operator alone. */
export function misconfigured(
  cause: MisconfiguredError,
  status: number = statusOf("misconfigured"),
): Problem {
  return new Problem("misconfigured", "The server is not set up right.", { cause, status });
}
