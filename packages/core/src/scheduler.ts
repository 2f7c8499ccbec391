/** Paces publishing; reading is never paced by it. */
export interface Scheduler {
  /** Publishes at the next frame, or after 250 ms where frames have stopped; once, however often it is asked. */
  schedule(): void;
  /** Publishes now, and forgets what was scheduled. */
  flush(): void;
}

/** How long a publish waits at most, in ms: a hidden tab has no frames. */
const LONGEST_WAIT_MS = 250;
/** What stands for a frame where there are none, in ms. */
const FRAME_MS = 16;

/** Makes a scheduler: `'frame'` publishes at most once a frame, `'sync'` at once. */
export function createScheduler(pace: () => "frame" | "sync", publish: () => void): Scheduler {
  const hasFrames = typeof requestAnimationFrame === "function";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (frame) cancelAnimationFrame(frame);
    publish();
  };
  return {
    flush,
    schedule() {
      if (pace() === "sync") publish();
      else if (timer === undefined) {
        timer = setTimeout(flush, hasFrames ? LONGEST_WAIT_MS : FRAME_MS);
        if (hasFrames) frame = requestAnimationFrame(flush);
      }
    },
  };
}
