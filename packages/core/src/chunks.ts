import { interrupted, WorkflowStreamError } from "./errors.ts";

/** How long what follows a terminal event may come in, in ms, so that the connection can be used again. */
const LINGER_MS = 1000;

/**
 * Reads a body to its end, or until `onChunk` returns `true`.
 * @param timeoutMs how long the body may be silent; with `isTotal`, how long it may take.
 * @throws WorkflowStreamError `stall_timeout` when time is up, `interrupted` when the connection breaks; the signal's reason when it aborts.
 */
export async function readChunks(
  body: ReadableStream<Uint8Array>,
  onChunk: (chunk: Uint8Array) => boolean,
  timeoutMs: number,
  isTotal: boolean,
  signal?: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel().catch(() => {});
  let isLate = false;
  let lingers = false;
  const watch = (): ReturnType<typeof setTimeout> =>
    setTimeout(() => {
      isLate = true;
      cancel();
    }, timeoutMs);
  let timer = watch();
  signal?.addEventListener("abort", cancel);
  try {
    while (!lingers) {
      const chunk = await readChunk(reader);
      signal?.throwIfAborted();
      if (isLate)
        throw new WorkflowStreamError("stall_timeout", "body", `Nothing came in ${timeoutMs} ms`);
      if (!chunk) return;
      if (!isTotal) {
        clearTimeout(timer);
        timer = watch();
      }
      lingers = onChunk(chunk);
    }
  } finally {
    clearTimeout(timer);
    if (lingers) setTimeout(cancel, LINGER_MS);
    else cancel();
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
