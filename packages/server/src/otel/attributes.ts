import type { Attributes, AttributeValue } from "@opentelemetry/api";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]);

/** The attributes that have a value. */
export function present(
  attributes: Readonly<Record<string, AttributeValue | undefined>>,
): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/** The method of a request, or `_OTHER`: whoever calls could make up as many as they like. */
export function methodName(method: string): string {
  return METHODS.has(method) ? method : "_OTHER";
}

/** Milliseconds as seconds, the unit of every duration that is recorded. */
export function inSeconds(ms: number): number {
  return ms / 1000;
}
