import { events, ndjson } from "../../../src/formats/index.ts";
import { defineFormat } from "../../../src/index.ts";
import type { Transcript } from "../transcripts.ts";
import { lines, NDJSON, SSE, sse } from "./bodies.ts";

/** Formats that a user makes. */
export const custom: readonly Transcript[] = [
  {
    name: "ndjson(select), without a terminal line",
    format: ndjson((line) => (line as { t?: string }).t),
    type: NDJSON,
    body: lines({ t: "a" }, { x: 1 }, { t: "b" }),
    text: "ab",
  },
  {
    name: "ndjson(select), with one",
    format: ndjson((line) => (line === "end" ? { done: true } : String(line)), { terminal: true }),
    type: NDJSON,
    body: lines(1, 2, '"end"'),
    text: "12",
  },
  {
    name: "events(select), without a terminal event",
    format: events(({ event, data }) => (event === "token" ? data : undefined)),
    type: SSE,
    body: `event: token\ndata: a\n\nevent: other\ndata: b\n\n`,
    text: "a",
  },
  {
    name: "events(select), with one",
    format: events(({ event, data }) => (event === "done" ? { done: true } : data), {
      terminal: true,
    }),
    type: SSE,
    body: `${sse("a", "b")}event: done\ndata\n\n`,
    text: "ab",
  },
  {
    name: "events(select), which says an error",
    format: events(({ event, data }) => (event === "error" ? { error: data } : data)),
    type: SSE,
    body: `${sse("half")}event: error\ndata: no credit\n\n`,
    text: "half",
    error: { code: "workflow_failed", message: "no credit" },
  },
  {
    name: "a format of one's own, which its text ends",
    format: defineFormat({
      name: "loud",
      framing: "text",
      terminal: false,
      read: ({ data }) => ({ text: data.toUpperCase() }),
    }),
    type: "text/x-loud",
    body: "aé😀",
    text: "AÉ😀",
  },
];
