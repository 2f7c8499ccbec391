import type { FairTurns } from "./fairTurns.ts";
import type { StreamFormat } from "./formats.ts";
import { failedRun, Problem } from "./problem.ts";
import { runNotFound } from "./runKey.ts";
import type { RunSlice, RunStore, StoredRun } from "./store/store.ts";

/** One connection that reads a run. */
export interface Reading {
  readonly runId: string;
  /** Where the body begins, in UTF-8 bytes of text. */
  readonly byteOffset: number;
  readonly format: StreamFormat;
  /** Silence after which the format's heartbeat is sent, in ms. */
  readonly heartbeatMs: number;
  /** Called when someone begins to read the body; what it returns, when the body ends, breaks or is given up. */
  readonly onOpen: () => () => void;
  readonly turns: FairTurns;
}

const MAX_READ_BYTES = 4096;
const BREAK_DELAY_MS = 25;
const CATCH_UP_MS = 250;

/**
 * Waits, for `timeoutMs` at most, until a run has text or has ended, and checks the offset.
 * @throws Problem `run_not_found`, `offset_beyond_end`, `invalid_offset` inside a character, or the run's failure when
 * it has no text.
 */
export async function awaitFirstText(
  runs: RunStore,
  runId: string,
  byteOffset: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  await runs.read(runId, 0, { maxBytes: 0, waitMs: timeoutMs, signal });
  const read = (): Promise<RunSlice | undefined> =>
    runs.read(runId, byteOffset, { maxBytes: 0, waitMs: 0 });
  let slice = await read();
  if (slice && slice.run.bytes < byteOffset && !hasEnded(slice.run)) {
    // Who read on the producer's machine may be ahead of the store by what is stored next.
    await runs.read(runId, byteOffset - 1, { maxBytes: 0, waitMs: CATCH_UP_MS, signal });
    slice = await read();
  }
  if (!slice) throw runNotFound();
  const { bytes, failure } = slice.run;
  if (byteOffset > bytes) {
    const detail = `The run has ${bytes} bytes of text.`;
    throw new Problem("offset_beyond_end", detail, { extras: { bytes } });
  }
  const firstByte = slice.deltas[0]?.[0] ?? 0;
  if ((firstByte & 0xc0) === 0x80) {
    throw new Problem("invalid_offset", "The offset lies inside a character.");
  }
  if (failure && bytes === 0) throw failedRun(failure);
}

/**
 * The body of one connection: reads the stored run by position, only when its consumer asks for more, so that a stalled
 * reader holds a number and no text. It breaks when the format can't tell the run's end, or the run is not kept any more.
 */
export function runBody(runs: RunStore, reading: Reading): ReadableStream<Uint8Array> {
  const { runId, format, heartbeatMs: waitMs, onOpen, turns } = reading;
  const encoder = new TextEncoder();
  const givenUp = new AbortController();
  const { signal } = givenUp;
  let position = reading.byteOffset;
  let onClose: (() => void) | undefined;

  async function next(body: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    for (;;) {
      const slice = await runs.read(runId, position, { maxBytes: MAX_READ_BYTES, waitMs, signal });
      if (signal.aborted) return;
      if (!slice) throw new Error(`${runId} is not kept any more`);
      if (slice.deltas.length > 0) {
        const chunk = format.encode(slice.deltas, position);
        for (const delta of slice.deltas) position += delta.length;
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
    const terminal = format.terminal(run);
    if (terminal === undefined) {
      // A broken connection drops what has not left yet, and an adapter may still hold back the status line.
      await new Promise((resolve) => setTimeout(resolve, BREAK_DELAY_MS));
      throw new Error(
        `${runId} ended as ${run.status}; its body breaks, so that its client can tell`,
      );
    }
    if (terminal) body.enqueue(encoder.encode(terminal));
    body.close();
    onClose?.();
  }

  return new ReadableStream<Uint8Array>(
    {
      start(body) {
        const preamble = format.preamble(runId);
        if (preamble) body.enqueue(encoder.encode(preamble));
      },
      async pull(body) {
        onClose ??= onOpen();
        try {
          await next(body);
        } catch (error) {
          onClose();
          throw error;
        }
      },
      cancel() {
        givenUp.abort();
        onClose ??= onOpen();
        onClose();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Whether nothing will be added to the run any more. */
export function hasEnded({ status }: StoredRun): boolean {
  return status !== "reserved" && status !== "running";
}
