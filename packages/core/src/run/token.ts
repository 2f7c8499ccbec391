import type { WorkflowStreamOptions } from "../types.ts";

/** The token or URL of the options that is good for one try only, if there is one. */
export function singleUseOf({ token, url }: WorkflowStreamOptions<unknown>): string | undefined {
  if (typeof token === "string") return token;
  return typeof url !== "function" && /[?&]token=/.test(String(url)) ? String(url) : undefined;
}
