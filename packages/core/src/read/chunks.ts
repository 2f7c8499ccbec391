import { interrupted } from "../errors.ts";

/**
 * Reads a body to its end, or until `onChunk`, which is given each chunk and when it arrived by `performance.now()`, returns `true`. Never rejects.
 * @returns what ended it early: `interrupted` when the connection broke, the signal's reason when it aborted.
 */
export async function readChunks(
  body: ReadableStream<Uint8Array>,
  onChunk: (chunk: Uint8Array, arrivedAt: number) => boolean,
  signal: AbortSignal,
): Promise<unknown> {
  /** How long what follows a terminal event may come in, in ms, so that the connection can be used again. */
  const LINGER_MS = 1000;
  /** How long chunks are worked on without a pause, in ms, so that a page gets its frames. */
  const LONGEST_TASK_MS = 8;
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", cancel);
  let busyMs = 0;
  try {
    for (;;) {
      const { value } = await reader.read();
      // a read that is cancelled ends as the body does
      signal.throwIfAborted();
      if (!value) return undefined;
      const arrivedAt = performance.now();
      if (onChunk(value, arrivedAt)) {
        setTimeout(cancel, LINGER_MS);
        return undefined;
      }
      busyMs += performance.now() - arrivedAt;
      if (busyMs > LONGEST_TASK_MS) {
        busyMs = 0;
        // lets the page take its turn; a timer would not do: it stands still in a hidden tab
        const channel = new MessageChannel();
        await new Promise((resolve) => {
          // oxlint-disable-next-line unicorn/prefer-add-event-listener -- this starts the port as well
          channel.port1.onmessage = resolve;
          channel.port2.postMessage(0);
        });
        channel.port1.close();
      }
    }
  } catch (cause) {
    return signal.aborted ? signal.reason : interrupted(cause);
  }
}

/**
 * The next chunk; `undefined` at the end of the body.
 * @throws WorkflowStreamError `interrupted` when the connection breaks.
 */
export async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (cause) {
    throw interrupted(cause);
  }
}
