/** Notes the times between frames from now on; returns what ends that and gives them in ms. */
export function watchFrames(): () => number[] {
  const gapsMs: number[] = [];
  let last: number | undefined;
  const note = (now: number): void => {
    if (last !== undefined) gapsMs.push(now - last);
    last = now;
    frame = requestAnimationFrame(note);
  };
  let frame = requestAnimationFrame(note);
  return () => {
    cancelAnimationFrame(frame);
    return gapsMs;
  };
}
