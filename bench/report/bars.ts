import { escaped, svg } from "./svg.ts";

/** One bar of a plot. */
export interface Bar {
  readonly label: string;
  readonly color: string;
  readonly value: number;
}

const WIDTH = 760;
const [LEFT, RIGHT, TOP, ROW] = [240, 90, 40, 22];

/** A plot of horizontal bars, each with its value written beside it. */
export function plotBars(
  title: string,
  bars: readonly Bar[],
  write: (value: number) => string,
): string {
  const most = Math.max(...bars.map(({ value }) => value));
  const height = TOP + bars.length * ROW + 12;
  const rows = bars.map(({ label, color, value }, n) => {
    const y = TOP + n * ROW;
    const length = Math.max(1, Math.round((value / most) * (WIDTH - LEFT - RIGHT)));
    return `<text x="${LEFT - 8}" y="${y + 14}" text-anchor="end">${escaped(label)}</text><rect x="${LEFT}" y="${y + 3}" width="${length}" height="${ROW - 8}" fill="${color}"/><text x="${LEFT + length + 6}" y="${y + 14}">${write(value)}</text>`;
  });
  return svg(WIDTH, height, title, rows);
}
