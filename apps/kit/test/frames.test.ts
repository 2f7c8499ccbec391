import { expect, it } from "vitest";
import { createFrameStats } from "../src/frames.ts";

it("tells the rate, the longest gap and the last gaps", () => {
  const stats = createFrameStats(3);
  for (const nowMs of [1000, 1010, 1030, 1130, 1140]) stats.frame(nowMs);
  expect(stats.framesPerSecond).toBeCloseTo((4 * 1000) / 140);
  expect(stats.longestGapMs).toBe(100);
  expect(stats.gapsMs).toEqual([20, 100, 10]);
});

it("tells nothing of a single frame", () => {
  const stats = createFrameStats(3);
  stats.frame(1000);
  expect([stats.framesPerSecond, stats.longestGapMs, stats.gapsMs]).toEqual([0, 0, []]);
});
