/** A JSON value whose shape is yet to be looked at. */
export type Json = { readonly [key: string]: Json } & readonly Json[] & string;

/** Parses one event; fields that are absent read as `undefined` through `?.`. */
export function parseJson(data: string): Json | undefined {
  return JSON.parse(data) ?? undefined;
}

/** The value if it is a string. */
export function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** What an error object says, in the shape `{ message, code | type }` or as a string. */
export function errorOf(error: Json): { message: string; code: string | undefined } {
  return {
    message: stringOf(error) ?? stringOf(error.message) ?? "The model's server reported an error",
    code: stringOf(error.code) ?? stringOf(error.type),
  };
}
