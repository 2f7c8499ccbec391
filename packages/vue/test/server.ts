/** A `fetch` whose one response is written by hand. */
export interface ScriptedServer {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: Request[];
  write(text: string): void;
  end(): void;
  readonly isAborted: boolean;
}

/** Makes a server that streams plain text as it is told to. */
export function scriptServer(): ScriptedServer {
  const requests: Request[] = [];
  const encoder = new TextEncoder();
  let body!: ReadableStreamDefaultController<Uint8Array>;
  let isAborted = false;
  return {
    requests,
    fetch: async (input, init) => {
      requests.push(new Request(new URL(String(input), "http://server.test"), init));
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => void (body = controller),
      });
      init?.signal?.addEventListener("abort", () => {
        isAborted = true;
        body.error(init.signal!.reason);
      });
      return new Response(stream, { headers: { "content-type": "text/plain" } });
    },
    write: (text) => body.enqueue(encoder.encode(text)),
    end: () => body.close(),
    get isAborted() {
      return isAborted;
    },
  };
}
