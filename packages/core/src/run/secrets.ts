import { isBrowser } from "../environment.ts";
import type { WorkflowStreamOptions } from "../options.ts";

type Sources = Partial<Pick<WorkflowStreamOptions, "token" | "url" | "headers">>;

/** How a secret key is written, as a value or a word; shorter ones are names, such as the locale sk_SK. */
const SECRET_KEY = /["= ]sk_[\w-]{6}/;

/** Whether a secret key stands literally in one of these, and this is a browser, where it must never be. */
export function holdSecretKey({ token, url, headers }: Sources): boolean {
  // of a function nothing is known yet
  return isBrowser() && SECRET_KEY.test(JSON.stringify([token, url, ...entriesOf(headers)]));
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
