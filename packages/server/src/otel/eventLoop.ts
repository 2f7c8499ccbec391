import type { Histogram } from "@opentelemetry/api";
import { every, type Cancel } from "../timers.ts";
import { inSeconds } from "./attributes.ts";

const SAMPLE_EVERY_MS = 100;

/** Records, ten times a second, how late a timer is: as late as anything else that waits for its turn. */
export function watchEventLoop(delay: Histogram): Cancel {
  let dueAt = performance.now() + SAMPLE_EVERY_MS;
  return every(SAMPLE_EVERY_MS, () => {
    const now = performance.now();
    delay.record(inSeconds(Math.max(now - dueAt, 0)));
    // The runtime counts from here as well, so that one long turn is one late timer.
    dueAt = now + SAMPLE_EVERY_MS;
  });
}
