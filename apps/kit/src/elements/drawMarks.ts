import type uPlot from "uplot";
import type { Mark } from "../trace.ts";

const rowPx = 14;
const rows = 3;
const gapPx = 5;

/** The room above the plot that the marks' names take. */
export const markRowsPx = rows * rowPx + 4;

/** Draws marks as lines with their names above, in rows so that names don't overlap; the time without a connection is a band. */
export function drawMarks(
  plot: uPlot,
  marks: readonly Mark[],
  colour: (name: string) => string,
): void {
  const { ctx, bbox } = plot;
  const ratio = window.devicePixelRatio;
  const right = bbox.left + bbox.width;
  const at = (ms: number): number => Math.round(plot.valToPos(ms / 1000, "x", true));
  const rowEnds = Array.from({ length: rows }, () => -Infinity);
  ctx.save();
  ctx.font = `${11 * ratio}px ${colour("--sans")}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";

  ctx.fillStyle = colour("--alarm-ground");
  ctx.globalCompositeOperation = "destination-over";
  for (const [index, { name, atMs }] of marks.entries()) {
    if (name !== "lost") continue;
    const next = marks.slice(index + 1).find((mark) => mark.name === "back" || mark.name === "end");
    const end = next ? at(next.atMs) : right;
    ctx.fillRect(at(atMs), bbox.top, end - at(atMs), bbox.height);
  }
  ctx.globalCompositeOperation = "source-over";

  for (const { name, atMs } of marks) {
    const x = at(atMs);
    const width = ctx.measureText(name).width;
    const isLeft = x + width + gapPx * ratio > right;
    const start = isLeft ? x - width - gapPx * ratio : x + gapPx * ratio;
    const row = rowEnds.findIndex((end) => end < Math.min(start, x));
    const y = bbox.top - (rows - Math.max(0, row) - 0.5) * rowPx * ratio;
    ctx.strokeStyle = ctx.fillStyle = colour(
      name === "lost" || name === "back" ? "--alarm" : "--quiet",
    );
    ctx.lineWidth = ratio;
    ctx.beginPath();
    ctx.moveTo(x, y - 0.4 * rowPx * ratio);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    // where there is no room for it, the line stands alone
    if (row < 0) continue;
    rowEnds[row] = start + width + gapPx * ratio;
    ctx.fillText(name, start, y);
  }
  ctx.restore();
}
