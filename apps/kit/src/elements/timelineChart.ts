import "./knownLanguage.ts";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Mark, Trace } from "../trace.ts";
import { drawMarks, markRowsPx } from "./drawMarks.ts";

/** A chart of characters over time. */
export interface TimelineChart {
  /** Draws a trace as it stands `seconds` after the start. */
  draw(trace: Trace, seconds: number): void;
  destroy(): void;
}

const heightPx = 192;
const shortestAxisSeconds = 4;
const smallestAxisChars = 100;

/** Makes a chart as wide as its element. Its colours are the page's, and change with them. */
export function createTimelineChart(target: HTMLElement): TimelineChart {
  let marks: readonly Mark[] = [];
  let axisSeconds = shortestAxisSeconds;
  let axisChars = smallestAxisChars;
  const colour = (name: string): string => getComputedStyle(target).getPropertyValue(name);
  const font = `11px ${colour("--sans")}`;
  const axis = {
    font,
    stroke: () => colour("--quiet"),
    grid: { stroke: () => colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const chart = new uPlot(
    {
      width: target.clientWidth,
      height: heightPx,
      padding: [markRowsPx, 12, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: () => [0, axisSeconds] },
        y: { range: () => [0, axisChars] },
      },
      series: [{}, { stroke: () => colour("--accent"), width: 2, points: { show: false } }],
      axes: [
        {
          ...axis,
          size: 24,
          gap: 4,
          space: 48,
          values: (_, ticks) => ticks.map((tick) => `${tick} s`),
        },
        { ...axis, size: 46, gap: 6, space: 32, values: (_, ticks) => ticks.map(shorten) },
      ],
      hooks: { draw: [(plot) => drawMarks(plot, marks, colour)] },
    },
    [[], []],
    target,
  );

  const resizing = new ResizeObserver(() => {
    if (target.clientWidth > 0) chart.setSize({ width: target.clientWidth, height: heightPx });
  });
  resizing.observe(target);
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const recolour = (): void => chart.redraw(false);
  scheme.addEventListener("change", recolour);

  return {
    draw(trace, seconds) {
      marks = trace.marks;
      const chars = trace.chars.at(-1) ?? 0;
      axisSeconds = Math.max(seconds, shortestAxisSeconds);
      axisChars = Math.max(chars * 1.05, smallestAxisChars);
      chart.setData([
        [...trace.seconds, seconds],
        [...trace.chars, chars],
      ]);
    },
    destroy() {
      resizing.disconnect();
      scheme.removeEventListener("change", recolour);
      chart.destroy();
    },
  };
}

function shorten(number: number): string {
  return number < 1000 ? String(number) : `${number / 1000}k`;
}
