import { createWorkflowStream } from "@workflow-stream/core";
import { DELTA_BYTES, textOf } from "../text.ts";
import { contentTypeOf, piecesOf, type Protocol } from "../wire.ts";

// the process that reads a long answer: its memory is this process's own
const megabytes = Number(process.argv[2]);
const protocol = process.argv[3] as Protocol;

/** One chunk of about 64 kB that the answer repeats. */
const part = textOf(10_000);
const partPieces = [...piecesOf(protocol, part)];
const repeats = Math.ceil((megabytes * 1e6) / part.length);

function body(): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const whole = partPieces.slice(1, -1).join("");
  const [head = "", tail = ""] = [partPieces[0], partPieces.at(-1)];
  let n = 0;
  return new ReadableStream({
    pull(controller) {
      if (n === 0) controller.enqueue(encoder.encode(head));
      else if (n <= repeats) controller.enqueue(encoder.encode(whole));
      else {
        controller.enqueue(encoder.encode(tail));
        controller.close();
      }
      n++;
    },
  });
}

const used = (): number => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
globalThis.gc?.();
const before = used();
const rssBefore = process.memoryUsage.rss();
let peak = before;
const stream = createWorkflowStream({
  url: "https://example.test/",
  maxChars: Number.MAX_SAFE_INTEGER,
  fetch: async () => new Response(body(), { headers: { "content-type": contentTypeOf(protocol) } }),
  onDelta: () => (peak = Math.max(peak, used())),
});
const { text, status } = await stream.start();
const expected = (part.length - 2 * DELTA_BYTES) * repeats + 2 * DELTA_BYTES;
// a character of the text in the middle of it: reading it joins the rope
const isWhole =
  status === "done" && text.length === expected && text.at(expected >> 1) !== undefined;
peak = Math.max(peak, used());
globalThis.gc?.();
process.send?.({
  figures: {
    textBytes: expected,
    peakTimes: (peak - before) / expected,
    keptTimes: (used() - before) / expected,
    rssTimes: (process.resourceUsage().maxRSS * 1024 - rssBefore) / expected,
  },
  mismatch: isWhole ? "" : `${status}, ${text.length} of ${expected} characters`,
});
