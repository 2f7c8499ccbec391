import { describe, expect, it } from "vitest";
import { mediaTypeOf } from "../../src/read/mediaType.ts";
import { responseOf } from "../support/responses.ts";

const SSE = "text/event-stream";

/** The media type of a response with that content type. */
const typeOf = (header: string): string => mediaTypeOf(responseOf(null, header));

describe("the media type", () => {
  it.each([
    ["", ""],
    [" ", ""],
    [SSE, SSE],
    ["Text/EVENT-Stream", SSE],
    [" text/event-stream\t", SSE],
    ["text/event-stream;charset=utf-8", SSE],
    ["text/event-stream ; charset=utf-8", SSE],
    ["text/event-stream;", SSE],
    ["application/vnd.api+json; v=1", "application/vnd.api+json"],
  ])("of %j", (header, type) => {
    expect(typeOf(header)).toBe(type);
  });

  it.each([
    ['text/event-stream; profile="a,b"', SSE],
    ['text/event-stream; profile="a;b", text/plain', "text/plain"],
    ['text/event-stream; profile="text/html, text/plain"', SSE],
    [String.raw`text/event-stream; a="\",text/plain"`, SSE],
    [String.raw`text/event-stream; a="\\",text/plain`, "text/plain"],
    ['text/event-stream; a="never ended, text/plain', SSE],
    ['text/event-stream; a="b"; c="d,e";f', SSE],
    ["text/event-stream; a=b\\,text/plain", "text/plain"],
  ])("minds quotation marks: %s", (header, type) => {
    expect(typeOf(header)).toBe(type);
  });

  it.each([
    ["text/plain, text/event-stream", SSE],
    ["text/event-stream,text/plain;q=1", "text/plain"],
    ["text/event-stream,", SSE],
    ["text/event-stream, garbage", SSE],
    ["text/event-stream, */*", SSE],
    ["text/event-stream, text/", SSE],
    ["text/event-stream, /plain", SSE],
    ["text/event-stream, a b/c", SSE],
    ["text/event-stream, a/b/c", SSE],
  ])("is the last that is well-formed: %s", (header, type) => {
    expect(typeOf(header)).toBe(type);
  });

  it.each(["garbage", "*/*", "text/", "text/pl ain", "a,b", '"text/plain"', ";text/plain"])(
    "is the header itself where none is: %s",
    (header) => {
      expect(typeOf(header)).toBe(header);
    },
  );

  it.each([
    ["spaces", `text/plain${" ".repeat(60_000)};a`],
    ["commas", ",".repeat(60_000)],
    ["semicolons", `text/plain${";".repeat(60_000)}`],
    ["quotation marks", `text/plain;${'",'.repeat(30_000)}`],
    ["backslashes", `text/plain;"${"\\".repeat(60_000)}`],
    ["spaces and semicolons", `text/plain${" ;".repeat(30_000)}x`],
    ["spaces and commas", `text/plain${" ,".repeat(30_000)}x`],
  ])("of a header of 60 kB, all %s, is found in time", (_, header) => {
    const began = performance.now();
    for (let times = 0; times < 10; times++) typeOf(header);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
