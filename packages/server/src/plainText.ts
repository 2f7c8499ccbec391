import type { LogEntry } from "./store/log.ts";
import type { StreamFormat } from "./streamFormat.ts";

/** Raw UTF-8, without parts. Only a run that is done ends cleanly. */
export const plainText: StreamFormat = {
  headers: { "content-type": "text/plain; charset=utf-8" },
  hasParts: false,
  heartbeat: "",
  open: () => ({
    preamble: "",
    encode: concat,
    terminal: (run) => (run.status === "done" ? "" : undefined),
  }),
};

function concat(entries: readonly LogEntry[]): Uint8Array {
  const whole = new Uint8Array(entries.reduce((length, { bytes }) => length + bytes.length, 0));
  let offset = 0;
  for (const { bytes } of entries) {
    whole.set(bytes, offset);
    offset += bytes.length;
  }
  return whole;
}
