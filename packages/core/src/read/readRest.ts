import type { ChunkReader } from "./chunks.ts";

/**
 * Reads what is left of a body within limits; where there is more, its connection is closed.
 * @param longestMs how long that may take, in ms.
 * @param mostBytes how much may be read, in bytes.
 * @throws WorkflowStreamError as a read of `chunks` does.
 */
export async function readRest(
  chunks: ChunkReader,
  longestMs: number,
  mostBytes: number,
  onChunk?: (chunk: Uint8Array) => void,
): Promise<void> {
  const timer = setTimeout(chunks.close, longestMs);
  let leftBytes = mostBytes;
  try {
    for (let chunk; leftBytes > 0 && (chunk = await chunks.read());) {
      leftBytes -= chunk.length;
      onChunk?.(chunk);
    }
  } finally {
    clearTimeout(timer);
    if (leftBytes <= 0) chunks.close();
  }
}
