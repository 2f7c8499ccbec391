import { bytesOf } from "./bytes.ts";

interface BodyEnding {
  /** The connection breaks after the last chunk. */
  breaksWith?: Error;
  /** Nothing comes after the last chunk, not even the end. */
  staysOpen?: boolean;
  onCancel?: () => void;
}

/** A body that hands out one chunk for each read. */
export function bodyOf(
  chunks: Iterable<string | Uint8Array>,
  { breaksWith, staysOpen = false, onCancel }: BodyEnding = {},
): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const { done, value } = iterator.next();
        if (!done) controller.enqueue(bytesOf(value));
        else if (breaksWith) controller.error(breaksWith);
        else if (!staysOpen) controller.close();
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  );
}

/** A body whose chunks are pushed by hand. */
export function pushedBody(): {
  body: ReadableStream<Uint8Array>;
  push: (chunk: string | Uint8Array) => void;
  close: () => void;
} {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  return {
    body,
    push: (chunk) => controller.enqueue(bytesOf(chunk)),
    close: () => controller.close(),
  };
}

/** A response of a content type, `''` for none. */
export function responseOf(
  body: ReadableStream<Uint8Array> | string | null,
  contentType = "text/plain; charset=utf-8",
  { headers = {}, status = 200 }: { headers?: Record<string, string>; status?: number } = {},
): Response {
  const response = new Response(typeof body === "string" ? bodyOf([body]) : body, {
    status,
    headers,
  });
  if (contentType) response.headers.set("content-type", contentType);
  return response;
}

/** Everything that was read, and the error that ended it. */
export async function collect<Item>(
  source: AsyncIterable<Item>,
): Promise<{ items: Item[]; error: unknown }> {
  const items: Item[] = [];
  try {
    for await (const item of source) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items, error: undefined };
}

/** Lets everything that is ready run: promises, and the tasks of streams. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
