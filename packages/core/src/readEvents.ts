import { openChunks } from "./read/chunks.ts";
import { createDecoder } from "./read/decoder.ts";
import { createEventParser } from "./read/events.ts";
import { createLineSplitter } from "./read/lines.ts";
import type { StreamEvent } from "./types.ts";

/**
 * Reads a body as server-sent events, each with its type, data and the last event id so far.
 * Leaving the loop closes the connection.
 * @throws WorkflowStreamError `interrupted` when the connection breaks.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncIterableIterator<StreamEvent, undefined> {
  const reads = readByChunk(body);
  let waiting: StreamEvent[] = [];
  let at = 0;

  async function nextRead(): Promise<IteratorResult<StreamEvent, undefined>> {
    const { value } = await reads.next();
    if (!value) return { value, done: true };
    // another call may have waited for the read before this one
    waiting = at < waiting.length ? [...waiting.slice(at), ...value] : value;
    at = 0;
    return { value: waiting[at++]!, done: false };
  }

  return {
    // events that came together are handed on at once: a generator's `yield*` waits three times for each
    next: () =>
      at < waiting.length ? Promise.resolve({ value: waiting[at++]!, done: false }) : nextRead(),
    async return() {
      waiting = [];
      await reads.return(undefined);
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The events of each read that completes some. */
async function* readByChunk(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<StreamEvent[], undefined, undefined> {
  const chunks = openChunks(body);
  const decode = createDecoder(false);
  let events: StreamEvent[] = [];
  const feed = createLineSplitter(createEventParser((event) => events.push(event)));
  try {
    for (;;) {
      const chunk = await chunks.read();
      if (!chunk) return undefined;
      const text = decode(chunk);
      if (text) feed(text);
      if (events.length > 0) yield events;
      events = [];
    }
  } finally {
    chunks.close();
  }
}
