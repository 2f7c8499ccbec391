import { readEvents, readText } from "@workflow-stream/core";
import { parseJsonEventStream, uiMessageChunkSchema } from "ai";
import { createParser } from "eventsource-parser";
import { EventSourceParserStream } from "eventsource-parser/stream";

/** Reads a UI message stream in Node; resolves with the length of the text in it. */
export type Reader = (body: ReadableStream<Uint8Array<ArrayBuffer>>) => Promise<number>;

const deltaOf = (data: string): string => {
  if (data === "[DONE]") return "";
  const event = JSON.parse(data);
  return event.type === "text-delta" ? event.delta : "";
};

/** The readers that are compared. */
export const readers: Record<string, Reader> = {
  async "ours, readText"(body) {
    let length = 0;
    const headers = { "content-type": "text/event-stream" };
    for await (const delta of readText(new Response(body, { headers }))) length += delta.length;
    return length;
  },
  async "ours, readEvents"(body) {
    let length = 0;
    for await (const { data } of readEvents(body)) length += deltaOf(data).length;
    return length;
  },
  async "eventsource-parser, called directly"(body) {
    let length = 0;
    const { feed } = createParser({ onEvent: ({ data }) => (length += deltaOf(data).length) });
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return length;
      feed(decoder.decode(value, { stream: true }));
    }
  },
  async "eventsource-parser, TransformStream"(body) {
    let length = 0;
    const events = body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
    for await (const { data } of events) length += deltaOf(data).length;
    return length;
  },
  async "AI SDK, parseJsonEventStream"(stream) {
    let length = 0;
    const parts = parseJsonEventStream({ stream, schema: uiMessageChunkSchema });
    for await (const part of parts)
      if (part.success && part.value.type === "text-delta") length += part.value.delta.length;
    return length;
  },
};
