/** A response's body that is written by hand. */
export interface ScriptedBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Hands on bytes, in chunks of at most `chunkBytes`. */
  write(bytes: Uint8Array): void;
  /** Ends the body once what was written has been read. */
  end(): void;
  /** Breaks the connection once what was written has been read. */
  cut(): void;
}

/** Makes an empty body. It breaks off at once when the request's signal aborts. */
export function createBody(
  chunkBytes: number,
  signal: AbortSignal | null | undefined,
  onClosed: () => void,
): ScriptedBody {
  const queue: (Uint8Array | "end" | "cut")[] = [];
  let wake: (() => void) | undefined;
  const push = (part: Uint8Array | "end" | "cut"): void => {
    queue.push(part);
    wake?.();
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        signal?.addEventListener("abort", () => {
          onClosed();
          controller.error(signal.reason);
        });
      },
      async pull(controller) {
        if (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        const part = queue.shift()!;
        if (part instanceof Uint8Array) return controller.enqueue(part);
        onClosed();
        if (part === "end") controller.close();
        else controller.error(new TypeError("network error"));
      },
      cancel: onClosed,
    },
    { highWaterMark: 0 },
  );
  return {
    stream,
    write(bytes) {
      for (let at = 0; at < bytes.length; at += chunkBytes)
        push(bytes.subarray(at, at + chunkBytes));
    },
    end: () => push("end"),
    cut: () => push("cut"),
  };
}
