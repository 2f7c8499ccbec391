import { isBrowser } from "./environment.ts";
import type { WorkflowStreamOptions } from "./types.ts";

/** Whether one of these is or holds a secret key, and this is a browser, where it must never be. */
export function holdSecretKey(...values: unknown[]): boolean {
  return isBrowser() && values.some((value) => /(^|[ =])sk_/.test(String(value)));
}

/** @throws TypeError when a secret key stands literally in the options, in a browser. */
export function refuseSecretKeys({ token, url, headers }: WorkflowStreamOptions<unknown>): void {
  const literal = (value: unknown): unknown => typeof value !== "function" && value;
  const values = new Headers((literal(headers) || {}) as HeadersInit).values();
  if (holdSecretKey(literal(token), literal(url), ...values))
    throw new TypeError("A secret key (sk_…) must not reach a browser: use a single-use token");
}
