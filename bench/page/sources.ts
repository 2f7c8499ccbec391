import { DELTA_BYTES } from "../text.ts";
import type { Protocol } from "../wire.ts";
import type { Source } from "./contender.ts";
import { memoryFetch } from "./memoryFetch.ts";

/** What a contender is to do. */
export interface Work {
  readonly protocol: Protocol;
  readonly deltas: number;
  /** Where the deltas come from: memory, one a task; a server; or `bench.feed`, by hand. */
  readonly from: "memory" | "http" | "hand";
  /** Default `true`. */
  readonly hasLineBreaks?: boolean;
  /** How many contenders stand on the page. Default 1. */
  readonly copies?: number;
  /** Over HTTP: the time between two deltas, in ms. Default 0: as fast as they are taken. */
  readonly gapMs?: number;
  /** Over HTTP: how long the first delta is held back after the headers, in ms. Default 0. */
  readonly holdMs?: number;
  /** Default `false`: watching costs CPU. */
  readonly watchesFrames?: boolean;
}

/** The same text from memory, one delta a task. */
export function inMemory({ protocol }: Work, text: string): Source {
  return { url: "/memory", protocol, fetch: memoryFetch(protocol, text) };
}

/**
 * The same text from the server.
 * @param onStart told when the server's first delta is due, in ms since 1970.
 */
export function overHttp(
  { protocol, deltas, gapMs = 0, holdMs = 0 }: Work,
  onStart: (startedAt: number) => void,
): Source {
  const query = { protocol, deltas: `${deltas}`, gapMs: `${gapMs}`, holdMs: `${holdMs}` };
  return {
    url: `/stream?${new URLSearchParams(query)}`,
    protocol,
    async fetch(...args) {
      const response = await fetch(...args);
      onStart(Number(response.headers.get("started-at")));
      return response;
    },
  };
}

/** Hands a text over by hand. */
export interface Feed {
  /** Hands over so many deltas at once, in one chunk. */
  now(deltas: number): void;
  /** Hands over one delta in each of so many frames. */
  frames(count: number): Promise<void>;
  end(): void;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Makes a feed of a text. */
export function createFeed(text: string): Feed {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  let at = 0;
  const now = (deltas: number): void =>
    controller.enqueue(encoder.encode(text.slice(at, (at += deltas * DELTA_BYTES))));
  return {
    now,
    async frames(count) {
      for (let n = 0; n < count; n++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        now(1);
      }
    },
    end: () => controller.close(),
    body: new ReadableStream({ start: (given) => void (controller = given) }),
  };
}

/** Plain text, fed by hand. */
export function handFed({ protocol }: Work, { body }: Feed): Source {
  const headers = { "content-type": "text/plain" };
  return { url: "/hand", protocol, fetch: async () => new Response(body, { headers }) };
}
