import type { ChunkReader, Progress } from "./chunks.ts";

/** How long chunks are worked on without a pause, in ms, so that a page gets its frames. */
const LONGEST_TASK_MS = 8;

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
  chunks.drain();
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
