import type { Snapshot } from "@workflow-stream/core";
import type { RunRecord } from "./backend.ts";

/** What a comparison of the page's text with the server's came to. */
export interface Verdict {
  readonly isGood: boolean;
  readonly words: string;
}

/** Compares what the page shows with what the server wrote down, to the last byte. */
export function compare(
  { text, status }: Pick<Snapshot<unknown>, "text" | "status">,
  record: RunRecord,
): Verdict {
  const bytes = byteLength(text);
  if (text === "") return { isGood: record.bytes === 0, words: nothing(record.bytes) };
  if (text === record.text && status === "done")
    return { isGood: true, words: `Exact: each of the ${count(bytes)} bytes is the server’s.` };
  if (record.text.startsWith(text) && status !== "done")
    return {
      isGood: true,
      words: `Not the whole, but exact: ${count(bytes)} of the server’s ${count(record.bytes)} bytes.`,
    };
  return { isGood: false, words: "Not what the server wrote." };
}

/** Bytes of a text in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A count as it is printed. */
export function count(number: number): string {
  return number.toLocaleString("en");
}

function nothing(recordBytes: number): string {
  return recordBytes === 0
    ? "Nothing came, and the server wrote nothing."
    : `Nothing came of ${count(recordBytes)} bytes.`;
}
