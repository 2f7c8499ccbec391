import { textOf } from "../text.ts";
import { piecesOf } from "../wire.ts";
import type { Experiment } from "./experiment.ts";
import { readers } from "./readers.ts";

/** Server-sent events in Node, without a page: what each reader makes of the same bytes. */
export const reading: Experiment = {
  name: "reading",
  rounds: 9,
  jobs({ isQuick }) {
    const text = textOf(isQuick ? 5000 : 100_000);
    const bytes = new TextEncoder().encode([...piecesOf("ui", text)].join(""));
    return [1024, 65_536].flatMap((chunkBytes) =>
      Object.entries(readers).map(([contender, read]) => ({
        contender,
        setting: `${chunkBytes / 1024} KiB`,
        async run() {
          const startedAt = performance.now();
          const chars = await read(inChunks(bytes, chunkBytes));
          const seconds = (performance.now() - startedAt) / 1000;
          const mismatch = chars === text.length ? "" : `${chars} of ${text.length} characters`;
          return { figures: { megabytesPerSecond: bytes.length / 1e6 / seconds }, mismatch };
        },
      })),
    );
  },
};

/** Bytes as a body that hands out chunks of a size. */
export function inChunks(
  bytes: Uint8Array<ArrayBuffer>,
  chunkBytes: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += chunkBytes)));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
