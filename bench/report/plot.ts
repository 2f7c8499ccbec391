import { contenders } from "../contenders.ts";
import { contendersIn, type Result, settingsOf, valueOf } from "../results.ts";
import { labelOf, pointsOf } from "./columns.ts";
import { spaced, withUnit } from "./format.ts";

type Point = readonly [x: number, y: number];

/** One line of the plot. */
interface Series {
  readonly label: string;
  readonly color: string;
  readonly points: readonly Point[];
}

const TITLE = "CPU time of the main thread, deltas handed over one by one";
const [WIDTH, HEIGHT] = [760, 420];
const [LEFT, RIGHT, TOP, BOTTOM] = [64, WIDTH - 240, 44, HEIGHT - 44];
const LABEL_PX = 15;

/** The plot of the results page, where growth is the point; what its tables say needs no bars. Readable on a light and on a dark page. */
export function growthPlot(result: Result): string {
  const series = seriesOf(result).filter(({ points }) => points.length > 1);
  const all = series.flatMap(({ points }) => points);
  const xs = [...new Set(all.map(([x]) => x))];
  const ys = all.map(([, y]) => y);
  const xAt = scale(Math.min(...xs), Math.max(...xs), LEFT, RIGHT);
  const yAt = scale(Math.min(...ys) / 1.3, Math.max(...ys) * 1.3, BOTTOM, TOP);
  const grid = [
    ...powersOfTen(Math.min(...ys) / 1.3, Math.max(...ys) * 1.3).map(
      (y) =>
        `<path class="grid" d="M${LEFT} ${yAt(y)}H${RIGHT}"/><text x="${LEFT - 8}" y="${yAt(y) + 4}" text-anchor="end">${withUnit("cpuMs", y)}</text>`,
    ),
    ...xs.map(
      (x) =>
        `<path class="grid" d="M${xAt(x)} ${TOP}V${BOTTOM}"/><text x="${xAt(x)}" y="${BOTTOM + 20}" text-anchor="middle">${spaced(x)}</text>`,
    ),
  ];
  const lines = series.map(({ color, points }) => {
    const dots = points.map(([x, y]) => `<circle cx="${xAt(x)}" cy="${yAt(y)}" r="3"/>`);
    const path = points.map(([x, y]) => `${xAt(x)} ${yAt(y)}`).join("L");
    return `<g fill="${color}"><path d="M${path}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join("")}</g>`;
  });
  // labels move down until none covers another
  let free = TOP;
  const labels = series
    .map(({ label, color, points }) => ({ label, color, end: points.at(-1)! }))
    .toSorted((a, b) => yAt(a.end[1]) - yAt(b.end[1]))
    .map(({ label, color, end: [x, y] }) => {
      const at = Math.max(yAt(y), free);
      free = at + LABEL_PX;
      return `<path d="M${xAt(x) + 4} ${yAt(y)}L${RIGHT + 14} ${at}" stroke="${color}" stroke-opacity="0.5"/><text x="${RIGHT + 18}" y="${at + 4}">${label}</text>`;
    });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${TITLE}">
<style>
text { font: 12px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 14px }
.grid { stroke: #8b949e; stroke-opacity: 0.3 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
</style>
<text class="title" x="12" y="22">${TITLE}</text>
${[...grid, ...lines, ...labels].join("\n")}
</svg>
`;
}

/** Of ours the slowest framework stands there, of the usual forty lines the fastest. */
function seriesOf(result: Result): Series[] {
  const isOne = (id: string): boolean => !id.startsWith("ours/") && !id.startsWith("usual/");
  return [
    ...contendersIn(result)
      .filter(isOne)
      .map((id) => ({
        label: labelOf(id),
        color: colorOf(id),
        points: pointsOf(result, id, "cpuMs"),
      })),
    outermost(result, "ours/", "ours (slowest of four)", Math.max),
    outermost(result, "usual/", "usual forty lines (fastest of four)", Math.min),
  ];
}

/** The slowest or fastest of several contenders, where all of them ended. */
function outermost(
  result: Result,
  kind: string,
  label: string,
  pick: (...values: number[]) => number,
): Series {
  const ids = contendersIn(result).filter((id) => id.startsWith(kind));
  const points = settingsOf(result).flatMap((setting): Point[] => {
    const values = ids.map((id) => valueOf(result, id, setting, "cpuMs"));
    return values.every(Number.isFinite) ? [[Number(setting), pick(...values)]] : [];
  });
  return { label, color: colorOf(kind), points };
}

/** The colour of a contender by what it stands for; each is readable on white and on black. */
function colorOf(contender: string): string {
  if (contender.startsWith("ours/")) return "#2f81f7";
  if (contender.startsWith("usual/")) return "#8b949e";
  if (contenders.find(({ id }) => id === contender)?.kind === "limit") return "#3fa34d";
  return contender.startsWith("tanstack/") ? "#a371f7" : "#d9822b";
}

/** A logarithmic scale from values to places, in tenths of a pixel. */
function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const length = end - start;
  return (value) =>
    Math.round(10 * (start + (length * Math.log(value / from)) / Math.log(to / from))) / 10;
}

function powersOfTen(from: number, to: number): number[] {
  const first = Math.ceil(Math.log10(from));
  const count = Math.floor(Math.log10(to)) - first + 1;
  return Array.from({ length: count }, (_, n) => 10 ** (first + n));
}
