import { createBench, type Bench } from "./bench.ts";
import type { Mount } from "./contender.ts";

declare global {
  /** What the measuring process calls. */
  var bench: Bench;
}

/** Makes this page the page of one contender. */
export function contend(mount: Mount): void {
  globalThis.bench = createBench(mount);
}
