import type { FairTurns } from "./fairTurns.ts";
import { hasEnded } from "./firstEntry.ts";
import { BEYOND_END, positionAfter, type LogPosition } from "./store/log.ts";
import type { RunStore, StoredRun } from "./store/store.ts";
import type { StreamFormat } from "./streamFormat.ts";

/** One connection that reads a run. */
export interface Reading {
  readonly runId: string;
  /** Where the body begins. */
  readonly from: LogPosition;
  readonly format: StreamFormat;
  /** Silence after which the format's heartbeat is sent, in ms. */
  readonly heartbeatMs: number;
  /** Aborts when whoever asked has left, also where nobody gives the body up. */
  readonly signal: AbortSignal;
  /** Called when someone begins to read the body; what it returns, when the body ends, breaks or is given up. */
  readonly onOpen: () => () => void;
  readonly turns: FairTurns;
}

const MAX_READ_BYTES = 4096;
const BREAK_DELAY_MS = 25;

/**
 * The body of one connection: reads the stored run by position, only when its consumer asks for more, so that a stalled
 * reader holds a number and no text. It breaks when the format can't tell the run's end, or the run is not kept any more.
 */
export function runBody(runs: RunStore, reading: Reading): ReadableStream<Uint8Array> {
  const { runId, format, heartbeatMs: waitMs, signal: left, onOpen, turns } = reading;
  const encoder = new TextEncoder();
  const givenUp = new AbortController();
  const { signal } = givenUp;
  const writer = format.open(runId);
  let position = format.hasParts ? reading.from : { ...reading.from, parts: BEYOND_END };
  let onClose: (() => void) | undefined;
  let onLeft = (): void => {};
  let isOver = false;

  function close(): void {
    if (isOver) return;
    isOver = true;
    left.removeEventListener("abort", onLeft);
    givenUp.abort();
    onClose ??= onOpen();
    onClose();
  }

  /** Gives the body up for a consumer that may not: one that does is done by then, and hears of no error. */
  function leave(body: ReadableStreamDefaultController<Uint8Array>): void {
    if (isOver) return;
    close();
    setTimeout(() => body.error(new Error(`the reader of ${runId} has left`)), BREAK_DELAY_MS);
  }

  async function next(body: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    for (;;) {
      const slice = await runs.read(runId, position, { maxBytes: MAX_READ_BYTES, waitMs, signal });
      if (signal.aborted) return;
      if (!slice) throw new Error(`${runId} is not kept any more`);
      if (slice.entries.length > 0) {
        const chunk = writer.encode(slice.entries, position);
        position = positionAfter(position, slice.entries);
        body.enqueue(chunk);
        return turns.spend(chunk.length);
      }
      if (hasEnded(slice.run)) return finish(body, slice.run);
      if (format.heartbeat) return body.enqueue(encoder.encode(format.heartbeat));
    }
  }

  async function finish(
    body: ReadableStreamDefaultController<Uint8Array>,
    run: StoredRun,
  ): Promise<void> {
    const terminal = writer.terminal(run);
    if (terminal === undefined) {
      // A broken connection drops what has not left yet, and an adapter may still hold back the status line.
      await new Promise((resolve) => setTimeout(resolve, BREAK_DELAY_MS));
      throw new Error(
        `${runId} ended as ${run.status}; its body breaks, so that its client can tell`,
      );
    }
    if (terminal) body.enqueue(encoder.encode(terminal));
    body.close();
    close();
  }

  return new ReadableStream<Uint8Array>(
    {
      start(body) {
        if (writer.preamble) body.enqueue(encoder.encode(writer.preamble));
        onLeft = () => leave(body);
        left.addEventListener("abort", onLeft);
        if (left.aborted) leave(body);
      },
      async pull(body) {
        if (isOver) return;
        onClose ??= onOpen();
        try {
          await next(body);
        } catch (error) {
          close();
          throw error;
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
