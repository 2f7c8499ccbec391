import type { ScriptedServer } from "./scriptedServer.ts";

/** A page as its server sees it: it may be closed at any time, and no code of it hears of that. */
export interface Page {
  readonly fetch: typeof globalThis.fetch;
  /** Breaks its connections. What its code does from now on reaches no one, and nothing reaches its code. */
  close(): void;
}

/** Opens a page on a scripted server. */
export function openPage(server: ScriptedServer): Page {
  const gone = new AbortController();
  return {
    close: () => gone.abort(),
    async fetch(input, init = {}) {
      if (gone.signal.aborted) return never();
      // such a request outlives its page
      const ends = init.keepalive ? [] : [gone.signal];
      const signal = AbortSignal.any(init.signal ? [init.signal, ...ends] : ends);
      try {
        const response = await server.fetch(input, { ...init, signal });
        if (gone.signal.aborted) return await never();
        return new Response(response.body && untilGone(response.body, gone.signal), response);
      } catch (error) {
        if (gone.signal.aborted) return never();
        throw error;
      }
    },
  };
}

/** A body that falls silent when the page is gone. */
function untilGone(
  body: ReadableStream<Uint8Array>,
  gone: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = (body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (gone.aborted) return await never();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          if (gone.aborted) return never();
          controller.error(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

function never(): Promise<never> {
  return new Promise(() => {});
}
