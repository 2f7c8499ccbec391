import { defineFormat, type FormatResult } from "@workflow-stream/core";

declare function meaningOf(data: string): FormatResult;

export const ours = defineFormat({
  name: "ours",
  framing: "events",
  terminal: true,
  read: ({ event, data }) => (event === "ping" ? undefined : meaningOf(data)),
});

export const results: FormatResult[] = [
  { text: "High water" },
  { reasoning: "First the Moon, then the Sun." },
  { sources: [{ id: "1", url: "https://example.com/tides", title: "Tides" }] },
  { data: { name: "progress", value: 0.5, transient: true } },
  { done: true, finishReason: "length", usage: { outputTokens: 512 } },
  { restarts: true },
  { aborted: true },
  { error: { message: "The model is busy.", code: "overloaded" } },
];
