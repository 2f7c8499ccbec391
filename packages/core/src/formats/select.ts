import type { Format, FormatResult, StreamEvent } from "./format.ts";
import { defineFormat } from "./defineFormat.ts";

/** Picks the text of an event: the text itself, or what the event means; `undefined` passes it over. */
export type Select<Event> = (event: Event) => string | FormatResult | undefined;

/**
 * A format of JSON lines (`application/x-ndjson`): `select` is given each line's value.
 * Without `terminal: true` a clean end is `done`, unverified.
 * @example
 * ```ts
 * type Line = { token: string; last?: boolean };
 * const select = (line: unknown) => ({ text: (line as Line).token, done: (line as Line).last });
 * createWorkflowStream({ url: "/api/story", format: ndjson(select, { terminal: true }) });
 * ```
 */
export function ndjson(
  select: Select<unknown>,
  { terminal = false }: { terminal?: boolean } = {},
): Format {
  return defineFormat({
    name: "ndjson",
    framing: "lines",
    terminal,
    read: ({ data }) => resultOf(select(JSON.parse(data))),
  });
}

/**
 * A format of server-sent events: `select` is given each event.
 * Without `terminal: true` a clean end is `done`, unverified.
 * @example
 * ```ts
 * const tokens = events(({ event, data }) => (event === "token" ? data : undefined));
 * createWorkflowStream({ url: "/api/story", format: tokens });
 * ```
 */
export function events(
  select: Select<StreamEvent>,
  { terminal = false }: { terminal?: boolean } = {},
): Format {
  return defineFormat({
    name: "events",
    framing: "events",
    terminal,
    read: (event) => resultOf(select(event)),
  });
}

function resultOf(selected: string | FormatResult | undefined): FormatResult | undefined {
  return typeof selected === "string" ? { text: selected } : selected;
}
