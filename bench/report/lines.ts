import { escaped, logScale, svg } from "./svg.ts";

/** One line of a plot. */
export interface Series {
  readonly label: string;
  readonly color: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const WIDTH = 760;
const HEIGHT = 420;
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 240, 44, 44];
const LABEL_PX = 15;

/** A plot of lines over two logarithmic axes, each line labelled at its end. */
export function plotLines(
  title: string,
  series: readonly Series[],
  axes: { x(value: number): string; y(value: number): string },
): string {
  const xs = series.flatMap(({ points }) => points.map(([x]) => x));
  const ys = series.flatMap(({ points }) => points.map(([, y]) => y));
  const xScale = logScale(Math.min(...xs), Math.max(...xs));
  const yScale = logScale(Math.min(...ys) / 1.3, Math.max(...ys) * 1.3);
  const xAt = (x: number): number => round(LEFT + xScale.at(x) * (WIDTH - LEFT - RIGHT));
  const yAt = (y: number): number =>
    round(HEIGHT - BOTTOM - yScale.at(y) * (HEIGHT - TOP - BOTTOM));

  const grid = [
    ...yScale.ticks.map(
      (y) =>
        `<path class="grid" d="M${LEFT} ${yAt(y)}H${WIDTH - RIGHT}"/><text x="${LEFT - 8}" y="${yAt(y) + 4}" text-anchor="end">${axes.y(y)}</text>`,
    ),
    ...[...new Set(xs)].map(
      (x) =>
        `<path class="grid" d="M${xAt(x)} ${TOP}V${HEIGHT - BOTTOM}"/><text x="${xAt(x)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${axes.x(x)}</text>`,
    ),
  ];
  const lines = series.map(({ color, points }) => {
    const places = points.map(([x, y]) => `${xAt(x)} ${yAt(y)}`);
    const dots = points.map(([x, y]) => `<circle cx="${xAt(x)}" cy="${yAt(y)}" r="3"/>`);
    return `<g fill="${color}"><path d="M${places.join("L")}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join("")}</g>`;
  });
  const labels = spread(series.map((one) => ({ ...one, y: yAt(one.points.at(-1)![1]) }))).map(
    ({ label, color, points, y, at }) => {
      const x = xAt(points.at(-1)![0]);
      return `<path d="M${x + 4} ${y}L${WIDTH - RIGHT + 14} ${at}" stroke="${color}" stroke-opacity="0.5"/><text x="${WIDTH - RIGHT + 18}" y="${at + 4}">${escaped(label)}</text>`;
    },
  );
  return svg(WIDTH, HEIGHT, title, [...grid, ...lines, ...labels]);
}

/** Moves labels down until none covers another. */
function spread<Label extends { readonly y: number }>(
  labels: readonly Label[],
): (Label & { at: number })[] {
  let free = TOP;
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => {
      const at = Math.max(label.y, free);
      free = at + LABEL_PX;
      return { ...label, at };
    });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
