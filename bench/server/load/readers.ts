import { quantile } from "../../measure/statistics.ts";
import { openLightStreams } from "./lightStreams.ts";
import type { Read, ReadersConfig } from "./startReaders.ts";

// Reads the streams that flow in the background, in a process of its own: the one that times new streams must not be late itself.
const { origin, streams, runSeconds, watchMs } = JSON.parse(process.argv[2] ?? "") as ReadersConfig;

const startedAt = performance.now();
const open = await openLightStreams(origin, streams, runSeconds);
process.send?.({ refused: open.refused, openedMs: performance.now() - startedAt });

process.once("message", async () => {
  const lateMs = await open.watch(watchMs);
  const read: Read = {
    deltas: lateMs.length,
    lateP99Ms: lateMs.length > 0 ? quantile(lateMs, 0.99) : Infinity,
  };
  process.send?.(read, () => process.exit());
});
process.on("disconnect", () => process.exit());
