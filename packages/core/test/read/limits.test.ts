import fc from "fast-check";
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { readEvents, readText, WorkflowStreamError } from "../../src/index.ts";
import { createEventParser } from "../../src/read/events.ts";
import { maxHeldChars } from "../../src/read/limits.ts";
import { createLineSplitter } from "../../src/read/lines.ts";
import { bytesOf } from "../support/bytes.ts";
import type { Flood } from "../support/littleMemory.worker.ts";
import { bodyOf, collect, responseOf } from "../support/responses.ts";

/** What comes of a text that is fed in pieces, and the code of the error that ends it. */
function framed(pieces: Iterable<string>, maxChars: number): { lines: string[]; code?: string } {
  const lines: string[] = [];
  const feed = createLineSplitter((line) => lines.push(line), maxChars);
  try {
    for (const piece of pieces) if (piece) feed(piece);
    return { lines };
  } catch (error) {
    return { lines, code: (error as WorkflowStreamError).code };
  }
}

/** The data of the events of some lines, likewise. */
function dataOf(lines: Iterable<string>, maxChars: number): { events: string[]; code?: string } {
  const events: string[] = [];
  const feed = createEventParser(({ data }) => events.push(data), maxChars);
  try {
    for (const line of lines) feed(line);
    return { events };
  } catch (error) {
    return { events, code: (error as WorkflowStreamError).code };
  }
}

describe("a line", () => {
  it.each([
    ["just as long as may be", ["abc", "de\nabcde\n"], { lines: ["abcde", "abcde"] }],
    ["longer, in pieces", ["a\n", "abc", "def"], { lines: ["a"], code: "too_long" }],
    ["longer, at once", ["a\nabcdef\nb\n"], { lines: ["a"], code: "too_long" }],
    ["longer, and its end is yet to come", ["a\nabcdef"], { lines: ["a"], code: "too_long" }],
    ["longer by its last piece", ["abc", "def\n"], { lines: [], code: "too_long" }],
    ["of nothing", ["\n", "\r", "\n\n"], { lines: ["", "", ""] }],
  ])("%s", (_, pieces, expected) => {
    expect(framed(pieces, 5)).toEqual(expected);
  });

  it("is the same however it is cut, and too long then or never", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "\n", "\r"), maxLength: 60 });
    fc.assert(
      fc.property(text, fc.nat(8), fc.nat(60), (text, maxChars, size) => {
        const pieces = Array.from({ length: 60 }, (_, i) =>
          text.slice(i * (size + 1), (i + 1) * (size + 1)),
        );
        const whole = `${text}\n`.split(/\r\n|\r|\n/).slice(0, -1);
        const tooLong = whole.findIndex((line) => line.length > maxChars);
        expect(framed([...pieces, "\n"], maxChars)).toEqual(
          tooLong < 0 ? { lines: whole } : { lines: whole.slice(0, tooLong), code: "too_long" },
        );
      }),
    );
  });

  it("of many thousand pieces is exact", () => {
    const pieces = Array.from({ length: 5000 }, (_, i) => String(i));
    for (const count of [1023, 1024, 1025, 2048, 5000]) {
      const some = pieces.slice(0, count);
      expect(framed([...some, "\n", "after\n"], 1e6).lines).toEqual([some.join(""), "after"]);
    }
  });
});

describe("an event's data", () => {
  it.each([
    ["just as long as may be", ["data:ab", "data:cd", ""], { events: ["ab\ncd"] }],
    ["longer", ["data:abc", "data:cde", ""], { events: [], code: "too_long" }],
    ["longer, before it ends", ["data:ab", "data:cd", "data"], { events: [], code: "too_long" }],
    ["longer by empty lines", Array(9).fill("data"), { events: [], code: "too_long" }],
    ["counts for one event", ["data:abcd", "", "data:abcd", ""], { events: ["abcd", "abcd"] }],
    ["that is empty", ["data", "", "data", "data:", ""], { events: ["", "\n"] }],
    ["is not what stands beside it", [":abcdefgh", "event:abcdefgh", ""], { events: [] }],
  ])("%s", (_, lines, expected) => {
    expect(dataOf(lines, 5)).toEqual(expected);
  });
});

describe("the limit", () => {
  it("is eight times the text, and 1 Mi", () => {
    expect(maxHeldChars(1000)).toBe(8000 + 1_048_576);
    expect(maxHeldChars()).toBe(80_000_000 + 1_048_576);
  });

  it("is never more than a string can have", () => {
    expect("a".repeat(maxHeldChars(Infinity))).toHaveLength(maxHeldChars(2 ** 40));
  });
});

/** A body of one line without an end, in chunks of 1 MiB, and whether it was left. */
function endless(begin: string): { body: ReadableStream<Uint8Array>; isLeft: () => boolean } {
  let isLeft = false;
  function* chunks(): Generator<string | Uint8Array> {
    yield begin;
    const chunk = bytesOf("x".repeat(2 ** 20));
    while (!isLeft) yield chunk;
  }
  const body = bodyOf(chunks(), { onCancel: () => (isLeft = true) });
  return { body, isLeft: () => isLeft };
}

describe("a line without an end", () => {
  it("ends readEvents", async () => {
    const { body, isLeft } = endless("data: a\n\ndata: ");
    const { items, error } = await collect(readEvents(body));
    expect(items).toMatchObject([{ data: "a" }]);
    expect(error).toBeInstanceOf(WorkflowStreamError);
    expect(error).toMatchObject({ code: "too_long", phase: "body", retryable: false });
    expect(isLeft()).toBe(true);
  });

  it("ends readText, which keeps what came before", async () => {
    const { body, isLeft } = endless('data: {"type":"text-delta","delta":"a"}\n\ndata: ');
    const { items, error } = await collect(readText(responseOf(body, "text/event-stream")));
    expect(items).toEqual(["a"]);
    expect(error).toBeInstanceOf(WorkflowStreamError);
    expect(error).toMatchObject({ code: "too_long", phase: "body", partialText: "a" });
    expect(isLeft()).toBe(true);
  });
});

describe("24 MB of memory suffice", () => {
  it.each<[string, Flood, number]>([
    ["a line in pieces of two characters", { chunk: "xy", times: 1_000_000 }, 0],
    ["a line in pieces of 1 kB", { chunk: "x".repeat(1000), times: 4000 }, 0],
    ["empty lines of data", { chunk: "data:\n".repeat(1000), times: 1000 }, 1_000_000 - 1],
    [
      "short data among long comments",
      { chunk: `data: ${"x".repeat(20)}\n:${" ".repeat(8000)}\n`, times: 8000 },
      21 * 8000 - 1,
    ],
  ])("%s", { timeout: 30_000 }, async (_, workerData, dataChars) => {
    const url = new URL("../support/littleMemory.worker.ts", import.meta.url);
    const resourceLimits = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 8 };
    const worker = new Worker(url, { workerData, resourceLimits });
    expect(await once(worker, "message")).toEqual([dataChars]);
  });
});
