import type { ChunkReader, Progress } from "./chunks.ts";
import { readRest } from "./readRest.ts";

/** How long chunks are worked on without a pause, in ms, so that a page gets its frames. */
const LONGEST_TASK_MS = 8;

/** How long the rest of a body may take after its end, in ms, so that its connection can be used again. */
const DRAIN_MS = 1_000;
/** How much of it is read, in bytes. */
const DRAIN_BYTES = 65_536;

/**
 * Reads a body to its end, as fast as it comes.
 * @param onChunk takes each chunk, and says whether the body goes on.
 * @throws WorkflowStreamError as a read of `chunks` does; what `onChunk` throws.
 */
export async function pump(
  chunks: ChunkReader,
  onChunk: (chunk: Uint8Array) => Progress,
): Promise<void> {
  let progress: Progress = "open";
  let busyMs = 0;
  while (progress !== "over") {
    const chunk = await chunks.read(progress);
    if (!chunk) return;
    const beganAtMs = performance.now();
    progress = onChunk(chunk);
    busyMs += performance.now() - beganAtMs;
    if (busyMs > LONGEST_TASK_MS) {
      busyMs = 0;
      await nextTask();
    }
  }
  // nobody has to wait for that
  readRest(chunks, DRAIN_MS, DRAIN_BYTES).catch(() => {});
}

/** Lets the page take its turn; a timer would not do: it stands still in a hidden tab. */
async function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- this starts the port as well
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
  port1.close();
}
