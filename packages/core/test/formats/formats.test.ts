import { describe, expect, it } from "vitest";
import { ndjson } from "../../src/formats/index.ts";
import { defineFormat, readText, WorkflowStreamError } from "../../src/index.ts";
import type { Format } from "../../src/formats/format.ts";
import type { Part } from "../../src/parts.ts";
import { bytesOf } from "../support/bytes.ts";
import { every } from "../support/chunkings.ts";
import { bodyOf, collect, responseOf } from "../support/responses.ts";
import { suites } from "../tables/external.ts";
import { toTranscript } from "../tables/externalTranscripts.ts";
import { type Beside, type Transcript, transcripts } from "../tables/transcripts.ts";

const all = await suites(transcripts, "transcripts/index.json", toTranscript);

describe.each(all)("transcripts, $theme", { timeout: 30_000 }, ({ cases, chunkings }) => {
  it.each(cases)("$name", async (transcript: Transcript) => {
    const { format, type, headers, body, text, error } = transcript;
    let first = transcript.beside;
    for (const [cut, chunks] of chunkings(bytesOf(body))) {
      const response = responseOf(bodyOf(chunks), type, { headers });
      const parts: Part[] = [];
      const onPart = (part: Part): void => void parts.push(part);
      const read = await collect(readText(response, { format, onPart }));
      expect(read.items.join(""), cut).toBe(text);
      if (error) expect(read.error, cut).toMatchObject(error);
      else expect(read.error, cut).toBeUndefined();
      const beside = besideOf(parts);
      expect(beside, cut).toEqual((first ??= beside));
    }
  });
});

/** What was told beside a text, and of its end; what was not told is absent. */
function besideOf(parts: readonly Part[]): Beside {
  const reasoning = parts.map((part) => (part.type === "reasoning" ? part.text : "")).join("");
  const sources = parts.flatMap((part) => (part.type === "source" ? [withoutType(part)] : []));
  const data = parts.flatMap((part) => (part.type === "data" ? [withoutType(part)] : []));
  const finish = parts.at(-1)?.type === "finish" ? withoutType(parts.at(-1)!) : {};
  return {
    ...(reasoning && { reasoning }),
    ...(sources.length > 0 && { sources }),
    ...(data.length > 0 && { data }),
    ...finish,
  };
}

function withoutType<Of extends Part>(part: Of): Omit<Of, "type"> {
  const { type: _, ...rest } = part;
  return rest;
}

const throwing = (thrown: unknown): Format =>
  defineFormat({
    name: "picky",
    framing: "lines",
    terminal: false,
    read() {
      throw thrown;
    },
  });

describe("a format's own error", () => {
  it("is one of the format, which keeps its cause", async () => {
    const cause = new RangeError("no");
    const { error } = await collect(readText(responseOf("x\n"), { format: throwing(cause) }));
    expect(error).toMatchObject({ code: "format", phase: "body", retryable: false, cause });
    expect(String(error)).toContain("picky");
  });

  it("is itself where it is typed", async () => {
    const typed = new WorkflowStreamError("billing", "body");
    const { error } = await collect(readText(responseOf("x\n"), { format: throwing(typed) }));
    expect(error).toBe(typed);
  });
});

describe("time in proportion to the length", () => {
  const text = "x".repeat(4_000_000);
  const line = ndjson((value) => String(value));

  it.each([
    ["plain text", "text/plain", text, undefined],
    ["a line", "application/x-ndjson", `"${text}"\n`, line],
    ["many lines", "application/x-ndjson", '"xxxxx"\n'.repeat(800_000), line],
    // of quadratic time it would be minutes
  ])("is what %s takes", { timeout: 30_000 }, async (_, type, body, format) => {
    const chunks = every(bytesOf(body), 64);
    const { items } = await collect(readText(responseOf(bodyOf(chunks), type), { format }));
    expect(items.join("") === text).toBe(true);
  });
});

describe("a delta of our own stream", () => {
  const read = async (delta: string) =>
    collect(
      readText(
        responseOf(
          `data: {"type":"text-delta","id":"t","delta":${delta}}\n\ndata: {"type":"finish"}\n\n`,
          "text/event-stream",
        ),
      ),
    );

  it.each([
    "",
    "plain",
    "größer, 日本語, 😀",
    'a "quote" and a \\ backslash',
    "\n\t\u0000\u007f\u0085\u2028",
    '"}',
    '","delta":"other',
    "\u00ad\ufeff",
  ])("is what JSON says: %j", async (delta) => {
    const { items, error } = await read(JSON.stringify(delta));
    expect([items.join(""), error]).toEqual([delta, undefined]);
  });

  it.each(['"a\tb"', '"a\\x"', '"unended', "'single'"])(
    "that is no JSON is an error: %s",
    async (delta) => {
      expect((await read(delta)).error).toMatchObject({ code: "format" });
    },
  );
});

it("a finish that the model's server never gave is no success", async () => {
  const body = 'data: {"type":"finish","finishReason":"interrupted"}\n\ndata: [DONE]\n\n';
  const { error } = await collect(readText(responseOf(body, "text/event-stream")));
  expect(error).toMatchObject({ code: "workflow_failed" });
});
