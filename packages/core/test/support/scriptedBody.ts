import type { BodyFault, Fault } from "./scriptedFaults.ts";

/** How a scripted body comes when nothing goes wrong. */
export interface BodyPlan {
  readonly bytes: Uint8Array;
  /** Sizes of the chunks, taken in turn. Default: one chunk. */
  readonly chunkBytes?: readonly number[] | undefined;
  /** How long each chunk waits, in ms. Default 0. */
  readonly gapMs?: number | undefined;
  /** What follows the bytes. Default `'end'`. */
  readonly tail?: "end" | "reset" | undefined;
}

/** A response whose body comes as planned unless a fault says otherwise; `onClosed` hears once that it is over. */
export function respond(
  plan: BodyPlan,
  headers: Record<string, string>,
  fault: Fault,
  signal: AbortSignal | undefined,
  onClosed: () => void,
): Response {
  const breaks = fault.kind === "cut" || fault.kind === "stall";
  const bytes = breaks ? plan.bytes.slice(0, lengthOf(fault, plan.bytes)) : plan.bytes;
  const cut = fault.kind === "cut" && bytes.length < plan.bytes.length ? fault : undefined;
  const tail = cut ? (cut.clean ? "end" : "reset") : (plan.tail ?? "end");
  const end = fault.kind === "stall" ? { heartbeatMs: fault.heartbeatMs } : tail;
  return new Response(bodyOf({ ...plan, bytes }, end, signal, onClosed), { headers });
}

/** How much of a body comes before a fault. */
function lengthOf(fault: BodyFault, bytes: Uint8Array): number {
  if ("afterBytes" in fault) return fault.afterBytes;
  let end = 0;
  // two events of preamble come before the deltas
  for (let left = 2 + fault.afterDeltas; left > 0 && end < bytes.length; end++)
    if (bytes[end] === 10 && bytes[end + 1] === 10) left--;
  return end + 1;
}

function bodyOf(
  { bytes, chunkBytes = [Infinity], gapMs = 0 }: BodyPlan,
  end: "end" | "reset" | { heartbeatMs: number | undefined },
  signal: AbortSignal | undefined,
  onClosed: () => void,
): ReadableStream<Uint8Array> {
  let at = 0;
  let turn = 0;
  let isOpen = true;
  const close = (): void => {
    if (isOpen) onClosed();
    isOpen = false;
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal?.addEventListener("abort", () => {
          if (isOpen) controller.error(signal.reason);
          close();
        });
      },
      async pull(controller) {
        if (gapMs > 0) await sleep(gapMs);
        if (isOpen && at < bytes.length) {
          const size = chunkBytes[turn++ % chunkBytes.length]!;
          controller.enqueue(bytes.slice(at, at + size));
          at += size;
        } else if (isOpen && typeof end === "object") {
          await sleep(end.heartbeatMs);
          if (isOpen) controller.enqueue(new TextEncoder().encode(": hb\n\n"));
        } else if (isOpen) {
          if (end === "end") controller.close();
          else controller.error(new TypeError("terminated"));
          close();
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

/** Waits; without a time, for ever. */
function sleep(ms: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (ms !== undefined) setTimeout(resolve, ms);
  });
}
