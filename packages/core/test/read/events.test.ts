import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { events } from "../../src/formats/index.ts";
import { readEvents, readText } from "../../src/index.ts";
import type { StreamEvent } from "../../src/formats/format.ts";
import { bytesOf } from "../support/bytes.ts";
import { every } from "../support/chunkings.ts";
import { bodyOf, collect, pushedBody, responseOf, settle } from "../support/responses.ts";
import { external, readExternal, suites } from "../tables/external.ts";
import type { RawTranscript } from "../tables/externalTranscripts.ts";
import { type SseCase, sseCases, type TimingCase, timingCases } from "../tables/sse.ts";

interface RawCase {
  theme: string;
  name: string;
  bytes_base64: string;
  events: { event: string; data: string; last_event_id: string }[];
}

const all = await suites(
  sseCases,
  "sse.json",
  ({ name, bytes_base64, events }: RawCase): SseCase => ({
    name,
    bytes: Buffer.from(bytes_base64, "base64"),
    events: events.map(({ event, data, last_event_id: id }) => ({ event, data, id })),
  }),
);

describe.each(all)("server-sent events, $theme", ({ cases, chunkings }) => {
  it("are read the same however they are cut", { timeout: 30_000 }, async () => {
    for (const { name, bytes, events } of cases)
      for (const [cut, chunks] of chunkings(bytes))
        expect((await collect(readEvents(bodyOf(chunks)))).items, `${name}, ${cut}`).toEqual(
          events,
        );
  });

  it("are what a format is given", async () => {
    for (const { name, bytes, events: expected } of cases) {
      const given: StreamEvent[] = [];
      const format = events((event) => void given.push(event));
      await collect(readText(responseOf(bodyOf(every(bytes, 7)), "text/event-stream"), { format }));
      expect(given, name).toEqual(expected);
    }
  });
});

interface RawTiming {
  theme: string;
  name: string;
  steps: { chunk_base64: string; min: number; prompt: number }[];
}

const timings = await suites(
  timingCases,
  "sse-timing.json",
  ({ name, steps }: RawTiming): TimingCase => ({
    name,
    steps: steps.map(
      ({ chunk_base64, min, prompt }) =>
        [Buffer.from(chunk_base64, "base64"), min, prompt] as const,
    ),
  }),
);

describe.each(timings)("the moment an event is seen, $theme", ({ cases }) => {
  it.each(cases)("$name", async ({ steps }) => {
    const { body, push, close } = pushedBody();
    const seen: StreamEvent[] = [];
    const reading = (async () => {
      for await (const event of readEvents(body)) seen.push(event);
    })();
    for (const [chunk, least, most] of steps) {
      push(chunk);
      await settle();
      expect(seen.length).toBeGreaterThanOrEqual(least);
      expect(seen.length).toBeLessThanOrEqual(most);
    }
    close();
    await reading;
  });
});

describe("server-sent events", () => {
  it("are handed on until the connection breaks, which is an interruption", async () => {
    const cause = new TypeError("reset");
    const body = bodyOf(["data: a\n\ndata: b"], { breaksWith: cause });
    const { items, error } = await collect(readEvents(body));
    expect(items.map(({ data }) => data)).toEqual(["a"]);
    expect(error).toMatchObject({ code: "interrupted", phase: "body", cause });
  });

  it("are no longer read when the loop is left", async () => {
    let cancelled = false;
    const body = bodyOf(["data: a\n\ndata: b\n\n"], { onCancel: () => (cancelled = true) });
    for await (const { data } of readEvents(body)) {
      expect(data).toBe("a");
      break;
    }
    expect(cancelled).toBe(true);
  });

  it("cost time in proportion to their length", async () => {
    const line = "x".repeat(4_000_000);
    const { items } = await collect(readEvents(bodyOf(every(bytesOf(`data: ${line}\n\n`), 64))));
    expect(items.map(({ data }) => data === line)).toEqual([true]);
  });
});

interface RawLarge {
  name: string;
  pieces: [text: string, repeat: number][];
  chunk_sizes: number[];
  events: number;
  data_sha256: string;
}

describe.each(external<RawLarge>("sse-large.json"))("large: $name", (large) => {
  const bytes = bytesOf(large.pieces.map(([text, repeat]) => text.repeat(repeat)).join(""));

  it.each(large.chunk_sizes)("in chunks of %i bytes", async (size) => {
    const { items } = await collect(readEvents(bodyOf(every(bytes, size))));
    expect(items).toHaveLength(large.events);
    expect(sha256(items)).toBe(large.data_sha256);
  });
});

const recorded = external<RawTranscript>("transcripts/index.json").filter(({ events }) => events);

describe.each(recorded)("recorded: $name", ({ file, events, data_sha256 }) => {
  it("has the same events", async () => {
    const { items } = await collect(readEvents(bodyOf(every(readExternal(file), 11))));
    expect(items).toHaveLength(events!);
    expect(sha256(items)).toBe(data_sha256);
  });
});

function sha256(events: readonly StreamEvent[]): string {
  const data = events.map(({ data }) => data).join("\0");
  return createHash("sha256").update(data).digest("hex");
}
