import type { ScriptedRun } from "./scriptedRuns.ts";

const encoder = new TextEncoder();

/** The UTF-8 bytes of a run's text. */
export function textBytes({ deltas }: ScriptedRun): Uint8Array {
  return encoder.encode(deltas.join(""));
}

/** The nearest byte offset at or before `offset` that lies between two characters. */
export function characterStart(bytes: Uint8Array, offset: number): number {
  let at = Math.max(0, Math.min(offset, bytes.length));
  while (at > 0 && (bytes[at]! & 0xc0) === 0x80) at--;
  return at;
}

/** The events of a run from a byte offset on. */
export function encodeEvents(run: ScriptedRun, offset: number, twice: boolean): Uint8Array {
  const parts = [data({ type: "start", messageId: run.id }), data({ type: "text-start", id: "t" })];
  let end = 0;
  for (const delta of run.deltas) {
    const bytes = encoder.encode(delta);
    const known = Math.max(0, offset - end);
    end += bytes.length;
    if (end <= offset) continue;
    const rest = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(known));
    const event = `id: ${end}\n${data({ type: "text-delta", id: "t", delta: rest })}`;
    parts.push(event, twice ? event : "");
  }
  parts.push(...endOf(run), "data: [DONE]\n\n");
  return encoder.encode(parts.join(""));
}

function endOf({ ending }: ScriptedRun): string[] {
  if (ending === "abort") return [data({ type: "abort" })];
  if (ending === "finish") return [data({ type: "text-end", id: "t" }), data({ type: "finish" })];
  return [data({ type: "error", errorText: ending.error, code: ending.code })];
}

function data(part: object): string {
  return `data: ${JSON.stringify(part)}\n\n`;
}
