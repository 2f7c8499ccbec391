import { closeBody } from "./read/closeBody.ts";
import { openChunks } from "./read/chunks.ts";
import { createDecoder } from "./read/decoder.ts";
import { createEventParser } from "./read/events.ts";
import { iterate } from "./read/iterate.ts";
import { createLineSplitter } from "./read/lines.ts";
import type { StreamEvent } from "./formats/format.ts";

type EventResult = IteratorResult<StreamEvent, undefined>;

const DONE: EventResult = { value: undefined, done: true };

/**
 * Reads a body as server-sent events, each with its type, data and the last event id so far.
 * Leaving the loop closes the connection, at once also while an event is waited for.
 * @throws WorkflowStreamError `interrupted` when the connection breaks, `too_long` when an event has more than 81 million
 * UTF-16 code units.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 * @example
 * ```ts
 * for await (const { event, data } of readEvents(response.body))
 *   if (event === "progress") show(JSON.parse(data));
 * ```
 */
export function readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncIterableIterator<StreamEvent, undefined> {
  const reads = iterate((left) => readByChunk(body, left));
  let events: StreamEvent[] = [];
  let at = 0;
  /** The calls of `next` that wait, and the last of them. */
  let waiting = 0;
  let lastCall: Promise<EventResult> = Promise.resolve(DONE);
  let isLeft = false;

  function leave(): void {
    isLeft = true;
    events = [];
    closeBody(body);
  }

  async function nextRead(): Promise<EventResult> {
    try {
      // the call before this one may have left some of what it read
      while (at >= events.length) {
        const read = await reads.next();
        if (read.done || isLeft) return DONE;
        events = read.value;
        at = 0;
      }
      return { value: events[at++]!, done: false };
    } finally {
      waiting--;
    }
  }

  function nextInTurn(): Promise<EventResult> {
    lastCall = waiting++ === 0 ? nextRead() : lastCall.then(nextRead, nextRead);
    return lastCall;
  }

  return {
    // events that came together are handed on at once: a generator's `yield*` waits three times for each
    next: () =>
      waiting === 0 && at < events.length
        ? Promise.resolve({ value: events[at++]!, done: false })
        : nextInTurn(),
    async return() {
      leave();
      await reads.return();
      return DONE;
    },
    async throw(error) {
      leave();
      await reads.throw(error);
      return DONE;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** The events of each read that completes some. */
async function* readByChunk(
  body: ReadableStream<Uint8Array>,
  left: AbortSignal,
): AsyncGenerator<StreamEvent[], void, undefined> {
  const chunks = openChunks(body);
  left.addEventListener("abort", chunks.close);
  const decode = createDecoder(false);
  let events: StreamEvent[] = [];
  const feed = createLineSplitter(createEventParser((event) => events.push(event)));
  try {
    for (;;) {
      const chunk = await chunks.read();
      if (!chunk) return;
      const text = decode(chunk);
      if (text) feed(text);
      if (events.length > 0) yield events;
      events = [];
    }
  } finally {
    chunks.close();
  }
}
