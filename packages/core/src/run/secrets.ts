import { isBrowser } from "../environment.ts";
import type { WorkflowStreamOptions } from "../types.ts";

type Sources = Partial<Pick<WorkflowStreamOptions, "token" | "url" | "headers">>;

/** Whether a secret key stands literally in one of these, and this is a browser, where it must never be. */
export function holdSecretKey(options: Sources): boolean {
  return (
    isBrowser() &&
    // shorter ones are names, such as the locale sk_SK; and of a function no header is known yet
    /["= ]sk_[\w-]{6}/.test(
      JSON.stringify([options.token, options.url, ...entriesOf(options.headers)]),
    )
  );
}

/** The headers that are given literally; none where they are malformed, which the run reports. */
function entriesOf(headers: Sources["headers"]): [string, string][] {
  if (typeof headers === "function") return [];
  try {
    return [...new Headers(headers)];
  } catch {
    return [];
  }
}

/** @throws TypeError when a secret key stands literally in the options, in a browser. */
export function refuseSecretKeys(options: WorkflowStreamOptions<unknown>): void {
  if (holdSecretKey(options as Sources)) throw new TypeError("An sk_… key in a browser");
}
