import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDecoder } from "../../src/read/decoder.ts";
import { readText } from "../../src/index.ts";
import { hex } from "../support/bytes.ts";
import { cutAt, every } from "../support/chunkings.ts";
import { bodyOf, collect, responseOf } from "../support/responses.ts";
import { suites } from "../tables/external.ts";
import { type Utf8Case, utf8Cases } from "../tables/utf8.ts";

interface RawCase {
  theme: string;
  name: string;
  bytes_base64: string;
  text: string;
  tail_at_eof?: string;
}

const all = await suites(
  utf8Cases,
  "utf8.json",
  ({ name, bytes_base64, text, tail_at_eof = "" }: RawCase): Utf8Case => ({
    name,
    bytes: Buffer.from(bytes_base64, "base64"),
    text,
    tail: tail_at_eof,
  }),
);

/** What has a say in malformed text: the ends of all ranges of lead and continuation bytes. */
const hostileBytes = fc.array(
  fc.constantFrom(
    ...hex("00 41 7f 80 8f 90 9f a0 bb bf c0 c1 c2 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 ff"),
  ),
  { maxLength: 24 },
);

const read = async (chunks: Uint8Array[]): Promise<string> =>
  (await collect(readText(responseOf(bodyOf(chunks))))).items.join("");

describe.each(all)("UTF-8, $theme", ({ cases, chunkings }) => {
  it("decodes the same however it is cut", async () => {
    for (const { name, bytes, text } of cases)
      for (const [cut, chunks] of chunkings(bytes))
        expect(await read(chunks), `${name}, ${cut}`).toBe(text);
  });

  it("shows a cut character only when the bytes have ended", () => {
    for (const { name, bytes, text, tail } of cases) {
      const decode = createDecoder(false);
      const before = every(bytes, 1)
        .map((byte) => decode(byte))
        .join("");
      expect([before, decode()], name).toEqual([text.slice(0, text.length - tail.length), tail]);
    }
  });
});

describe("UTF-8, any bytes", () => {
  it("are decoded as the platform decodes them whole", async () => {
    await fc.assert(
      fc.asyncProperty(hostileBytes, fc.array(fc.nat(24)), async (given, positions) => {
        const bytes = Uint8Array.from(given);
        const chunks = cutAt(
          bytes,
          [...positions].sort((a, b) => a - b),
        );
        expect(await read(chunks)).toBe(new TextDecoder().decode(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it("keep a byte order mark where it is text", () => {
    const decode = createDecoder(true);
    expect(decode(Uint8Array.of(0xef)) + decode(Uint8Array.of(0xbb, 0xbf))).toBe("\uFEFF");
  });
});
