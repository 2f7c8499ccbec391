/** How long a publish waits at most, in ms: a hidden tab has no frames. */
const LONGEST_WAIT_MS = 250;
/** What stands for a frame where there are none, in ms. */
const FRAME_MS = 16;

/**
 * Paces publishing; reading is never paced by it.
 * @returns what publishes now, and forgets what was scheduled; or, if paced, at the next frame, or 250 ms after it was first
 * asked where frames have stopped: once, however often it is asked.
 */
export function createScheduler(publish: () => void): (isPaced?: boolean) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame: number | undefined;
  let latestAt = 0;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (frame) cancelAnimationFrame(frame);
    publish();
  };
  return (isPaced) => {
    const now = performance.now();
    // in a hidden tab timers come late as well
    if (!isPaced || (timer && now > latestAt)) flush();
    else if (!timer) {
      latestAt = now + LONGEST_WAIT_MS;
      frame = globalThis.requestAnimationFrame?.(flush);
      timer = setTimeout(flush, frame ? LONGEST_WAIT_MS : FRAME_MS);
    }
  };
}
