/** A JSON object whose fields are yet to be looked at. */
export type JsonObject = { readonly [field: string]: unknown };

/** The value as an object; one without fields where it is none. */
export function objectOf(value: unknown): JsonObject {
  return Object(value);
}

/** What a text says as JSON; the text itself where it is none. */
export function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The value as a list; an empty one where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a string. */
export function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** The first of the values that is a string with something in it. */
export function firstStringOf(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value !== "");
}
