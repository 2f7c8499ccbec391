/** How long a frame works at most, in ms, but for a piece that has begun. */
const SLICE_MS = 8;
/** How long a slice waits at most where frames have stopped, in ms. */
const LONGEST_WAIT_MS = 250;

/** Work that is done in slices, one a frame. */
export interface Slices {
  /** There is more to do: the first slice of a frame is done now, what comes later in the next. */
  request(): void;
  /** There is more to do, of which a slice is done now. */
  requestNow(): void;
  /** Whether more is to be done. */
  hasMore(): boolean;
  cancel(): void;
}

/**
 * Creates slices of work.
 * @param work works until a time by `performance.now()`; `true` if more is left.
 * @param done hears when nothing is.
 * @param tidy works in a frame in which nothing else is to be done, one or more after a slice; `true` if more is left.
 */
export function createSlices(
  document: Document,
  work: (untilMs: number) => boolean,
  done: () => void,
  tidy: () => boolean,
): Slices {
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasMore = false;
  const view = document.defaultView;

  function stopWaiting(): void {
    clearTimeout(timer);
    if (frame !== undefined) view?.cancelAnimationFrame(frame);
    timer = frame = undefined;
  }

  function wait(): void {
    stopWaiting();
    frame = view?.requestAnimationFrame(next);
    timer = setTimeout(next, LONGEST_WAIT_MS);
  }

  function next(): void {
    stopWaiting();
    if (hasMore) run();
    else if (tidy()) wait();
  }

  function run(): void {
    // nobody sees a hidden page wait, and it has no frames
    hasMore = work(document.hidden ? Infinity : performance.now() + SLICE_MS);
    wait();
    if (!hasMore) done();
  }

  return {
    request() {
      hasMore = true;
      if (timer === undefined || document.hidden) run();
    },
    requestNow: run,
    hasMore: () => hasMore,
    cancel() {
      hasMore = false;
      stopWaiting();
    },
  };
}
