import { type BodyPlan, respond } from "./scriptedBody.ts";
import { type Fault, refuse } from "./scriptedFaults.ts";
import { type ScriptedRun, statusOf } from "./scriptedRuns.ts";
import { characterStart, encodeEvents, textBytes } from "./scriptedWire.ts";

/** What the answer to one request depends on, beside its run. */
export interface Answering {
  readonly fault: Fault;
  readonly format: "sse" | "plain";
  /** A failed run of plain text comes to a clean end. */
  readonly hidesFailure: boolean;
  readonly pace: Pick<BodyPlan, "chunkBytes" | "gapMs">;
  readonly signal: AbortSignal | undefined;
  /** Hears of a body that begins, and of its end. */
  readonly onOpen: () => void;
  readonly onClosed: () => void;
}

/** The stream of a run from a byte offset on. */
export function streamAnswer(run: ScriptedRun, asked: number, answering: Answering): Response {
  const { fault, format, hidesFailure } = answering;
  const text = textBytes(run);
  if (asked > text.length) return refuse({ status: 409, code: "offset_beyond_end" });
  if (characterStart(text, asked) !== asked) return refuse({ status: 400, code: "invalid_offset" });
  const offset = fault.kind === "replay" ? characterStart(text, asked - fault.bytes) : asked;
  const headers = { "run-id": run.id, "run-offset": String(offset) };
  if (format === "sse") {
    const bytes = encodeEvents(run, offset, fault.kind === "duplicate");
    const known = { "x-vercel-ai-ui-message-stream": "v1", "content-type": "text/event-stream" };
    return send({ bytes }, { ...headers, ...known }, answering);
  }
  const tail = typeof run.ending === "object" && !hidesFailure ? "reset" : "end";
  const plain = { ...headers, "content-type": "text/plain; charset=utf-8" };
  return send({ bytes: text.slice(offset), tail }, plain, answering);
}

/** The status of a run. */
export function statusAnswer(run: ScriptedRun, answering: Answering): Response {
  const isRunning = answering.fault.kind === "running";
  const status = JSON.stringify(statusOf(run, textBytes(run).length, isRunning));
  const bytes = new TextEncoder().encode(status);
  return send({ bytes }, { "content-type": "application/json" }, answering);
}

function send(
  plan: BodyPlan,
  headers: Record<string, string>,
  { pace: { chunkBytes, gapMs }, fault, signal, onOpen, onClosed }: Answering,
): Response {
  onOpen();
  return respond({ ...plan, chunkBytes, gapMs }, headers, fault, signal, onClosed);
}
