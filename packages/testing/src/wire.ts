import { eventOf } from "./parts.ts";
import type { Pace, ScriptedBody } from "./scriptedBody.ts";
import type { RunReader, ScriptedEnding } from "./scriptedRun.ts";

/** How a scripted server writes its streams. */
export interface Wire extends Pace {
  /** Our server-sent events, or the raw text. Default `'sse'`. */
  readonly format?: "sse" | "plain";
  /** What ends the lines of events. Default `'\n'`. */
  readonly lineEnd?: "\n" | "\r\n";
  /** Plain text of a run that failed or was cancelled comes to a clean end, as behind a proxy that speaks HTTP/1.0. Default `false`. */
  readonly hidesFailure?: boolean;
  /** An event without data comes before each delta, as some proxies keep a connection alive. Default `false`. */
  readonly hasEmptyEvents?: boolean;
  /** No header says how many parts lie before a body. Default `false`. */
  readonly hidesPartCount?: boolean;
  /** A body of events stays open after its end. Default `false`. */
  readonly staysOpen?: boolean;
}

/** How many events come before the first delta. */
export const PREAMBLE_EVENTS = 2;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The headers that tell what a stream is. */
export function typeOf({ format }: Wire): Record<string, string> {
  if (format === "plain") return { "content-type": "text/plain; charset=utf-8" };
  return { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" };
}

/** Writes a run as server-sent events, each delta twice if so asked. */
export function writeEvents(
  body: ScriptedBody,
  runId: string,
  { lineEnd = "\n", hasEmptyEvents = false, staysOpen = false }: Wire,
  isTwice: boolean,
): RunReader {
  let isReasoning = false;

  function event(data: string, id?: number): string {
    const lines = [...(id === undefined ? [] : [`id: ${id}`]), `data: ${data}`, "", ""];
    return lines.join(lineEnd);
  }

  function send(data: string, id?: number): void {
    body.write(encoder.encode(event(data, id)));
  }

  /** What frames reasoning, where it begins or ends here. */
  function framing(isReasoningNow: boolean): string {
    if (isReasoning === isReasoningNow) return "";
    isReasoning = isReasoningNow;
    return event(
      JSON.stringify({ type: isReasoning ? "reasoning-start" : "reasoning-end", id: "r" }),
    );
  }

  send(JSON.stringify({ type: "start", messageId: runId }));
  send(JSON.stringify({ type: "text-start", id: "t" }));
  return {
    body,
    write(delta, byteOffset) {
      const data = JSON.stringify({ type: "text-delta", id: "t", delta: decoder.decode(delta) });
      if (hasEmptyEvents) send("");
      // in one write, as a fault counts those
      body.write(encoder.encode(framing(false) + event(data, byteOffset)));
      if (isTwice) send(data, byteOffset);
    },
    tell(part, count) {
      const data = JSON.stringify(eventOf(part, count));
      body.write(encoder.encode(framing(part.type === "reasoning") + event(data)));
    },
    end(ending) {
      body.write(encoder.encode(framing(false)));
      send(JSON.stringify({ type: "text-end", id: "t" }));
      send(JSON.stringify(terminalOf(ending)));
      send("[DONE]");
      if (staysOpen) body.stall();
      else body.end();
    },
  };
}

function terminalOf(ending: ScriptedEnding): object {
  if (typeof ending === "string") return { type: ending };
  if ("finish" in ending) {
    const { finishReason, usage } = ending.finish;
    return { type: "finish", finishReason, messageMetadata: usage && { usage } };
  }
  return { type: "error", errorText: ending.error, code: ending.code };
}

/** Writes a run as its raw text. */
export function writePlain(body: ScriptedBody, { hidesFailure = false }: Wire): RunReader {
  return {
    body,
    write: body.write,
    tell() {},
    end(ending) {
      const isDone = ending === "finish" || (typeof ending === "object" && "finish" in ending);
      if (isDone || hidesFailure) body.end();
      else body.cut();
    },
  };
}
