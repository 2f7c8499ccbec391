import { breakBody } from "./brokenBody.ts";
import { type Fault, refuse } from "./faults.ts";
import type { ScriptedBody } from "./scriptedBody.ts";
import type { ScriptedRun } from "./scriptedRun.ts";
import { PREAMBLE_EVENTS, typeOf, type Wire, writeEvents, writePlain } from "./wire.ts";

/** What the answer to one request depends on, beside its run. */
export interface Answering {
  readonly wire: Wire;
  readonly fault: Fault;
  /** Opens the answer's body. */
  readonly open: () => ScriptedBody;
}

const encoder = new TextEncoder();

/** The stream of a run from a byte offset on, and behind so many parts; `undefined`: those that stand before the offset. */
export function streamAnswer(
  run: ScriptedRun,
  asked: number,
  askedParts: number | undefined,
  answering: Answering,
): Response {
  const { wire, fault } = answering;
  const text = encoder.encode(run.text);
  const isBeyond = asked > text.length || (askedParts ?? 0) > run.parts.length;
  if (isBeyond) return refuse({ status: 409, code: "offset_beyond_end" });
  if (characterStart(text, asked) !== asked) return refuse({ status: 400, code: "invalid_offset" });
  const offset = fault.kind === "replay" ? characterStart(text, asked - fault.bytes) : asked;
  const isPlain = wire.format === "plain";
  const body = opened(answering, isPlain ? 0 : PREAMBLE_EVENTS);
  const reader = isPlain
    ? writePlain(body, wire)
    : writeEvents(body, run.id, wire, fault.kind === "duplicate");
  const partsBefore = run.partsBefore(offset);
  const partCount = fault.kind === "replay" ? partsBefore : (askedParts ?? partsBefore);
  run.read(reader, offset, partCount);
  const headers = new Headers({ "run-id": run.id, "run-offset": String(offset), ...typeOf(wire) });
  if (!isPlain && !wire.hidesPartCount) headers.set("run-parts", String(partCount));
  return new Response(body.stream, { headers });
}

/** The status of a run. */
export function statusAnswer(run: ScriptedRun, answering: Answering): Response {
  const { report } = run;
  const told = answering.fault.kind === "running" ? { ...report, status: "running" } : report;
  const body = opened(answering, 0);
  body.write(encoder.encode(JSON.stringify(told)));
  body.end();
  return new Response(body.stream, { headers: { "content-type": "application/json" } });
}

function opened({ fault, open }: Answering, preamble: number): ScriptedBody {
  const breaks = fault.kind === "cut" || fault.kind === "stall";
  return breaks ? breakBody(open(), fault, preamble) : open();
}

/** The nearest byte offset at or before `offset` that lies between two characters. */
function characterStart(bytes: Uint8Array, offset: number): number {
  let at = Math.max(0, Math.min(offset, bytes.length));
  while (at > 0 && (bytes[at]! & 0xc0) === 0x80) at--;
  return at;
}
