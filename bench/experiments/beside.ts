import { createWorkflowStream } from "@workflow-stream/core";
import type { Sample } from "../measure/sample.ts";
import { DELTA_BYTES, textOf } from "../text.ts";
import type { Experiment } from "./experiment.ts";

/** What a delta is of. */
const KINDS = ["text", "reasoning"] as const;
type Kind = (typeof KINDS)[number];

/** A frame with one delta of reasoning, and one of text, when much of it stands already: what core makes of it, in Node. */
export const beside: Experiment = {
  name: "beside",
  rounds: 9,
  jobs: ({ isQuick }) =>
    [10_000, 600_000].flatMap((bytes) =>
      KINDS.map((kind) => ({
        contender: `ours, core, ${kind}`,
        setting: `${bytes / 1000} kB`,
        run: () => sampleFrames(kind, bytes, isQuick ? 50 : 3000),
      })),
    ),
};

async function sampleFrames(kind: Kind, bytes: number, frames: number): Promise<Sample> {
  const standing = Math.round(bytes / DELTA_BYTES);
  const text = textOf(standing + frames);
  const encoder = new TextEncoder();
  const eventOf = (from: number, deltas: number): Uint8Array<ArrayBuffer> => {
    const delta = text.slice(from * DELTA_BYTES, (from + deltas) * DELTA_BYTES);
    return encoder.encode(`data: ${JSON.stringify({ type: `${kind}-delta`, id: "t", delta })}\n\n`);
  };
  const chunks = Array.from({ length: frames }, (_, at) => eventOf(standing + at, 1));
  let feed!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => void (feed = controller),
  });
  const headers = { "content-type": "text/event-stream" };
  const stream = createWorkflowStream({
    url: "https://example.test/",
    // each chunk is published by itself, as in a frame of its own
    flush: "sync",
    fetch: async () => new Response(body, { headers }),
  });
  let grown = 0;
  stream.subscribe((snapshot) => (grown = snapshot[kind].length));
  const ended = stream.start({});
  feed.enqueue(eventOf(0, standing));
  await until(() => grown > 0);

  const began = process.cpuUsage();
  for (const chunk of chunks) feed.enqueue(chunk);
  await until(() => grown === text.length);
  const { user, system } = process.cpuUsage(began);

  feed.enqueue(encoder.encode('data: {"type":"finish"}\n\ndata: [DONE]\n\n'));
  const result = await ended;
  const mismatch = result[kind] === text ? "" : `${result[kind].length} characters came`;
  return { figures: { cpuMs: (user + system) / 1000 / frames }, mismatch };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
