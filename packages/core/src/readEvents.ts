import { readChunk } from "./chunks.ts";
import { createDecoder } from "./decoder.ts";
import { createEventParser } from "./events.ts";
import type { StreamEvent } from "./types.ts";

/**
 * Reads a body as server-sent events, each with its type, data and the last event id so far.
 * Leaving the loop closes the connection.
 * @throws WorkflowStreamError `interrupted` when the connection breaks.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<StreamEvent, void, undefined> {
  const reader = body.getReader();
  const decode = createDecoder(false);
  let events: StreamEvent[] = [];
  const feed = createEventParser((event) => events.push(event));
  try {
    for (;;) {
      const chunk = await readChunk(reader);
      if (!chunk) return;
      const text = decode(chunk);
      if (text) feed(text);
      const complete = events;
      events = [];
      yield* complete;
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}
