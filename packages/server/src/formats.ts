import type { StoredRun } from "./store/store.ts";

/** How a run's text travels in one content type. */
export interface StreamFormat {
  /** Headers of this format alone. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent first on every connection. */
  preamble(runId: string): string;
  /** Deltas that follow each other, the first of them at `byteOffset` of the text. */
  encode(deltas: readonly Uint8Array[], byteOffset: number): Uint8Array;
  /** Sent after silence; empty where the format has no such thing. */
  readonly heartbeat: string;
  /** Sent last. `undefined`: the format can't say how this run ended, so the connection has to break. */
  terminal(run: StoredRun): string | undefined;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Raw UTF-8. Only a run that is done ends cleanly. */
export const plainText: StreamFormat = {
  headers: { "content-type": "text/plain; charset=utf-8" },
  preamble: () => "",
  encode: concat,
  heartbeat: "",
  terminal: (run) => (run.status === "done" ? "" : undefined),
};

/** Server-sent events: a subset of the AI SDK's UI message stream, version 1. */
export const eventStream: StreamFormat = {
  headers: { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" },
  preamble: (runId) =>
    event({ type: "start", messageId: runId }) + event({ type: "text-start", id: "t" }),
  encode(deltas, byteOffset) {
    let events = "";
    let endOffset = byteOffset;
    for (const bytes of deltas) {
      endOffset += bytes.length;
      const delta = decoder.decode(bytes);
      events += `id: ${endOffset}\n${event({ type: "text-delta", id: "t", delta })}`;
    }
    return encoder.encode(events);
  },
  heartbeat: ": hb\n\n",
  terminal: (run) => event({ type: "text-end", id: "t" }) + event(last(run)) + "data: [DONE]\n\n",
};

function last({ status, failure }: StoredRun): object {
  if (status === "aborted") return { type: "abort" };
  if (failure) return { type: "error", errorText: failure.message, code: failure.code };
  return { type: "finish" };
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
