import { DELTA_BYTES } from "./text.ts";

/** What a stream looks like on the wire: plain text, the AI SDK's UI message stream, or AG-UI events. */
export type Protocol = "text" | "ui" | "agUi";

const event = (data: object | string): string =>
  `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;

interface Wire {
  readonly contentType: string;
  readonly head: string;
  delta(text: string): string;
  readonly tail: string;
}

const wires: Record<Protocol, Wire> = {
  text: {
    contentType: "text/plain; charset=utf-8",
    head: "",
    delta: (text) => text,
    tail: "",
  },
  ui: {
    contentType: "text/event-stream",
    head: event({ type: "start", messageId: "run_1" }) + event({ type: "text-start", id: "t" }),
    delta: (delta) => event({ type: "text-delta", id: "t", delta }),
    tail: event({ type: "text-end", id: "t" }) + event({ type: "finish" }) + event("[DONE]"),
  },
  agUi: {
    contentType: "text/event-stream",
    head:
      event({ type: "RUN_STARTED", threadId: "t", runId: "r" }) +
      event({ type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" }),
    delta: (delta) => event({ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta }),
    tail:
      event({ type: "TEXT_MESSAGE_END", messageId: "m" }) +
      event({ type: "RUN_FINISHED", threadId: "t", runId: "r", finishReason: "stop" }),
  },
};

/** The `Content-Type` of a protocol. */
export function contentTypeOf(protocol: Protocol): string {
  return wires[protocol].contentType;
}

/** A text as the pieces that a server would write: what comes before the first delta and after the last stands with them. */
export function* piecesOf(protocol: Protocol, text: string): Generator<string, void, undefined> {
  const { head, delta, tail } = wires[protocol];
  for (let at = 0; at < text.length; at += DELTA_BYTES) {
    const isLast = at + DELTA_BYTES >= text.length;
    yield (at ? "" : head) + delta(text.slice(at, at + DELTA_BYTES)) + (isLast ? tail : "");
  }
}
