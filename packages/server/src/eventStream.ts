import { decodePart, type Part } from "./part.ts";
import type { StoredRun } from "./store/store.ts";
import type { StreamFormat, StreamWriter } from "./streamFormat.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const TEXT_ID = "t";
const REASONING_ID = "r";

/** Server-sent events: a subset of the AI SDK's UI message stream, version 1. */
export const eventStream: StreamFormat = {
  headers: { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" },
  hasParts: true,
  heartbeat: ": hb\n\n",
  open: eventWriter,
};

/** Writes the events of one connection. What opens and closes text and reasoning is made anew for each. */
function eventWriter(runId: string): StreamWriter {
  let isTextOpen = false;
  let isReasoningOpen = false;

  function openText(): string {
    const framing = closeReasoning();
    if (isTextOpen) return framing;
    isTextOpen = true;
    return framing + event({ type: "text-start", id: TEXT_ID });
  }

  function openReasoning(): string {
    if (isReasoningOpen) return "";
    isReasoningOpen = true;
    return event({ type: "reasoning-start", id: REASONING_ID });
  }

  function closeReasoning(): string {
    if (!isReasoningOpen) return "";
    isReasoningOpen = false;
    return event({ type: "reasoning-end", id: REASONING_ID });
  }

  function textEvent(delta: string, endOffset: number): string {
    return `${openText()}id: ${endOffset}\n${event({ type: "text-delta", id: TEXT_ID, delta })}`;
  }

  function partEvent(part: Part, number: number): string {
    const framing = part.type === "reasoning" ? openReasoning() : "";
    return framing + event(partData(part, number));
  }

  return {
    preamble: event({ type: "start", messageId: runId }),
    encode(entries, from) {
      let events = "";
      let endOffset = from.bytes;
      let partNumber = from.parts;
      for (const { kind, bytes } of entries) {
        if (kind === "text") {
          endOffset += bytes.length;
          events += textEvent(decoder.decode(bytes), endOffset);
        } else {
          partNumber += 1;
          events += partEvent(decodePart(bytes), partNumber);
        }
      }
      return encoder.encode(events);
    },
    terminal: (run) =>
      `${openText()}${event({ type: "text-end", id: TEXT_ID })}${event(endData(run))}data: [DONE]\n\n`,
  };
}

/** What a part is in the AI SDK's stream. Its number tells a source from others, on every connection alike. */
function partData(part: Part, number: number): object {
  switch (part.type) {
    case "reasoning":
      return { type: "reasoning-delta", id: REASONING_ID, delta: part.text };
    case "source": {
      const { url, title } = part;
      return {
        type: "source-url",
        sourceId: `s${number}`,
        url,
        ...(title !== undefined && { title }),
      };
    }
    case "data":
      // AI SDK clients replace the data of a name and id by what comes later.
      return { type: `data-${part.name}`, id: part.name, data: part.value };
  }
}

function endData({ status, failure, finishReason, usage }: StoredRun): object {
  if (status === "aborted") return { type: "abort" };
  if (failure) return { type: "error", errorText: failure.message, code: failure.code };
  return {
    type: "finish",
    ...(finishReason !== undefined && { finishReason }),
    ...(usage && { messageMetadata: { usage } }),
  };
}

function event(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
