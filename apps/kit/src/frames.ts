/** How the frames of a run came. */
export interface FrameStats {
  readonly framesPerSecond: number;
  readonly longestGapMs: number;
  /** The last gaps between frames, in ms. */
  readonly gapsMs: readonly number[];
}

/** Measures frames by the times they came at. `maxGaps` is how many gaps are kept to be drawn. */
export function createFrameStats(maxGaps: number): FrameStats & { frame(nowMs: number): void } {
  let firstMs: number | undefined;
  let lastMs = 0;
  let frames = 0;
  const stats = {
    framesPerSecond: 0,
    longestGapMs: 0,
    gapsMs: [] as number[],
    frame(nowMs: number): void {
      if (firstMs === undefined) {
        firstMs = lastMs = nowMs;
        return;
      }
      const gapMs = nowMs - lastMs;
      lastMs = nowMs;
      frames++;
      stats.gapsMs.push(gapMs);
      if (stats.gapsMs.length > maxGaps) stats.gapsMs.shift();
      stats.longestGapMs = Math.max(stats.longestGapMs, gapMs);
      stats.framesPerSecond = (frames * 1000) / (nowMs - firstMs);
    },
  };
  return stats;
}
