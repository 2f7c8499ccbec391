/** The gap that fills the strip, in ms. */
const fullGapMs = 100;
const calmGapMs = 50;

/** Draws the gaps between frames as bars, one to a frame, in the element's colours. */
export function drawGaps(
  canvas: HTMLCanvasElement,
  gapsMs: readonly number[],
  maxGaps: number,
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { clientWidth, clientHeight } = canvas;
  const { devicePixelRatio } = window;
  const width = Math.round(clientWidth * devicePixelRatio);
  const height = Math.round(clientHeight * devicePixelRatio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const style = getComputedStyle(canvas);
  const step = width / maxGaps;
  context.clearRect(0, 0, width, height);
  for (const [index, gapMs] of gapsMs.entries()) {
    const barHeight = Math.min(1, gapMs / fullGapMs) * height;
    context.fillStyle = style.getPropertyValue(gapMs > calmGapMs ? "--alarm" : "--accent");
    context.fillRect(index * step, height - barHeight, Math.max(1, step * 0.6), barHeight);
  }
}
