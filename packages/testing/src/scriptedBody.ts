import { createByteQueue } from "./byteQueue.ts";

/** How bodies come. */
export interface Pace {
  /** Sizes of a body's chunks, taken in turn. Default: all that waits to be read is a chunk. */
  readonly chunkBytes?: readonly number[] | undefined;
  /** How long each chunk waits, in ms. Default 0. */
  readonly gapMs?: number | undefined;
}

/** A response's body that is written as it goes. How it ends shows once all before that has been read. */
export interface ScriptedBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Whether it has neither been read to its end nor given up. */
  readonly isOpen: boolean;
  write(bytes: Uint8Array): void;
  end(): void;
  /** Breaks the connection; so many of the last bytes, if unread, are lost with it. Default 0. */
  cut(lostBytes?: number): void;
  /** Falls silent for good, but for heartbeats if a time between them is given. */
  stall(heartbeatMs?: number): void;
}

/** What follows the bytes. */
type Tail = "end" | "cut" | { readonly heartbeatMs: number | undefined };

const HEARTBEAT = new TextEncoder().encode(": hb\n\n");

/** Makes an empty body. It breaks off at once when the signal aborts. */
export function createScriptedBody(
  { chunkBytes = [Infinity], gapMs = 0 }: Pace,
  signal: AbortSignal | null | undefined,
): ScriptedBody {
  const unread = createByteQueue();
  let tail: Tail | undefined;
  let turn = 0;
  let isOpen = true;
  let wake = (): void => {};

  function follow(next: Tail): void {
    tail ??= next;
    wake();
  }

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    if (gapMs > 0) await sleep(gapMs);
    if (unread.size === 0 && !tail) await new Promise<void>((resolve) => (wake = resolve));
    if (!isOpen) return;
    if (unread.size > 0) {
      controller.enqueue(unread.take(chunkBytes[turn++ % chunkBytes.length]!));
    } else if (typeof tail === "object") {
      await sleep(tail.heartbeatMs);
      if (isOpen) controller.enqueue(HEARTBEAT.slice());
    } else {
      isOpen = false;
      if (tail === "end") controller.close();
      else controller.error(new TypeError("terminated"));
    }
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal?.addEventListener("abort", () => {
          if (isOpen) controller.error(signal.reason);
          isOpen = false;
        });
      },
      pull,
      cancel: () => void (isOpen = false),
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    get isOpen() {
      return isOpen;
    },
    write(bytes) {
      if (bytes.length === 0 || tail) return;
      unread.put(bytes);
      wake();
    },
    end: () => follow("end"),
    cut(lostBytes = 0) {
      const kept = unread.take(Math.max(0, unread.size - lostBytes));
      unread.take(Infinity);
      unread.put(kept);
      follow("cut");
    },
    stall: (heartbeatMs) => follow({ heartbeatMs }),
  };
}

/** Waits; without a time, for ever. */
function sleep(ms: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (ms !== undefined) setTimeout(resolve, ms);
  });
}
