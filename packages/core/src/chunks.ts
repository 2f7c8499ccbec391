import { interrupted, WorkflowStreamError } from "./errors.ts";

/** How long what follows a terminal event may come in, in ms, so that the connection can be used again. */
const LINGER_MS = 1000;

/**
 * Reads a body to its end, or until `onChunk` returns `true`.
 * @throws WorkflowStreamError `stall_timeout` after a silence of `stallTimeoutMs`, `interrupted` when the connection breaks; the signal's reason when it aborts.
 */
export async function readChunks(
  body: ReadableStream<Uint8Array>,
  onChunk: (chunk: Uint8Array) => boolean,
  stallTimeoutMs: number,
  signal?: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  let lingers = false;
  const cancel = (): void => void reader.cancel().catch(() => {});
  let lastByteAt = performance.now();
  let leftMs: number;
  let timer: ReturnType<typeof setTimeout>;
  const watch = (): void => {
    leftMs = lastByteAt + stallTimeoutMs - performance.now();
    if (leftMs > 0) timer = setTimeout(watch, leftMs);
    else cancel();
  };
  watch();
  signal?.addEventListener("abort", cancel);
  try {
    for (;;) {
      const chunk = await readChunk(reader);
      signal?.throwIfAborted();
      if (leftMs! <= 0)
        throw new WorkflowStreamError("stall_timeout", "body", `Silent for ${stallTimeoutMs} ms`);
      if (!chunk) return;
      lastByteAt = performance.now();
      lingers = onChunk(chunk);
      if (lingers) return;
    }
  } finally {
    clearTimeout(timer!);
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
    throw interrupted("The connection broke", cause);
  }
}
