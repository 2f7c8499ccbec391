import { contentTypeOf, piecesOf, type Protocol } from "../wire.ts";

/**
 * A `fetch` that answers from memory: one delta a read, and each read a task of its own, as it is with a network.
 * All bytes are made before it is asked.
 */
export function memoryFetch(protocol: Protocol, text: string): typeof globalThis.fetch {
  const ends: number[] = [];
  let length = 0;
  let body = "";
  for (const piece of piecesOf(protocol, text)) {
    body += piece;
    ends.push((length += piece.length));
  }
  const bytes = new TextEncoder().encode(body);

  return async () => {
    let next = 0;
    const { port1, port2 } = new MessageChannel();
    const handOver = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      if (next < ends.length) controller.enqueue(bytes.slice(ends[next - 1] ?? 0, ends[next]));
      else controller.close();
      next++;
    };
    let controller: ReadableStreamDefaultController<Uint8Array>;
    let pulled: () => void;
    port2.addEventListener("message", () => {
      handOver(controller);
      pulled();
    });
    port2.start();
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        start: (given) => void (controller = given),
        pull() {
          port1.postMessage(undefined);
          return new Promise((resolve) => (pulled = resolve));
        },
        cancel: () => port1.close(),
      },
      { highWaterMark: 0 },
    );
    return new Response(stream, { headers: { "content-type": contentTypeOf(protocol) } });
  };
}
