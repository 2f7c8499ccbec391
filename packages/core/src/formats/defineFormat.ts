import type { Format } from "./format.ts";

/**
 * Says which events of a server carry text.
 *
 * `framing`: `'text'` hands on text as it comes, `'lines'` each line that isn't blank, `'events'` each server-sent event.
 * `terminal: true` means that the format says when it ended: a body that ends without is `interrupted`.
 * `terminal: false`: a clean end is `done`, unverified.
 * A `read` that throws ends the run as `format`.
 * @example
 * ```ts
 * const tokens = defineFormat({
 *   name: "tokens",
 *   framing: "events",
 *   terminal: true,
 *   read: ({ event, data }) => (event === "end" ? { done: true } : { text: data }),
 * });
 * ```
 */
export function defineFormat(format: Format): Format {
  return format;
}
