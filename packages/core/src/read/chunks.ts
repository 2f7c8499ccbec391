import { interrupted, WorkflowStreamError } from "../errors.ts";

/** How long a body may stay open after its format said that it may have ended, in ms. */
const END_WAIT_MS = 2_000;
/** How much of these times is left when what came while a page was suspended is heard of, in ms. */
const CATCH_UP_MS = 100;

/**
 * What a chunk said of the end of its body: it goes on, it may have been the last, it changes nothing of what an earlier one
 * said, which may have been the last, or nothing after it counts.
 */
export type Progress = "open" | "may-end" | "lingers" | "over";

/** The chunks of one body, in order. */
export interface ChunkReader {
  /**
   * The next chunk; `undefined` at the end of the body, after `close`, or when the body stays open for 2 s after a chunk that
   * may have been the last.
   * @param progress what the chunk before this one said. Default `'open'`.
   * @throws WorkflowStreamError `interrupted` when the connection breaks, `unsupported` when a chunk is not made of bytes.
   */
  read(progress?: Progress): Promise<Uint8Array | undefined>;
  /** Closes the connection; a read that waits ends. */
  close(): void;
}

/**
 * Opens a body.
 * @throws WorkflowStreamError `unsupported` when something else reads it, or has read it.
 */
export function openChunks(body: ReadableStream<Uint8Array>): ChunkReader {
  const reader = openReader(body);
  let isClosed = false;
  let isReading = false;
  /** The time that the body may stay open is over, and was when nobody read. */
  let isOverdue = false;
  let endTimer: ReturnType<typeof setTimeout> | undefined;
  const stayOpen = (): void => {
    clearTimeout(endTimer);
    isOverdue = false;
  };
  const closeAfter = (ms: number): void => {
    stayOpen();
    // in two steps, as a timer that is late strikes before what came meanwhile
    endTimer = setTimeout(() => (endTimer = setTimeout(onDue, CATCH_UP_MS)), ms - CATCH_UP_MS);
  };
  const onDue = (): void => {
    // a reader that takes its time may have the text before it that says that the body goes on
    if (isReading) close();
    else isOverdue = true;
  };
  const close = (): void => {
    isClosed = true;
    clearTimeout(endTimer);
    reader.cancel().catch(() => {});
  };

  const onRead = ({ value }: ReadableStreamReadResult<Uint8Array>): Uint8Array | undefined => {
    isReading = false;
    if (isClosed || value === undefined) {
      clearTimeout(endTimer);
      return undefined;
    }
    if (ArrayBuffer.isView(value)) return value;
    throw new WorkflowStreamError("unsupported", "body", {
      message: "A chunk is not made of bytes",
    });
  };
  const onBroken = (cause: unknown): never => {
    clearTimeout(endTimer);
    throw interrupted(cause);
  };
  const next = (): Promise<Uint8Array | undefined> => {
    isReading = true;
    return reader.read().then(onRead, onBroken);
  };

  return {
    read(progress = "open") {
      if (progress === "open") stayOpen();
      if (progress === "may-end") closeAfter(END_WAIT_MS);
      if (isOverdue) close();
      return next();
    },
    close,
  };
}

function openReader(body: ReadableStream<Uint8Array>): ReadableStreamDefaultReader<Uint8Array> {
  try {
    return body.getReader();
  } catch (cause) {
    throw new WorkflowStreamError("unsupported", "body", { cause });
  }
}
