import { contendersIn, entryOf, figureOf, type Result } from "../results.ts";
import { range } from "./format.ts";
import type { Results } from "./goals/goal.ts";
import { table } from "./table.ts";

/** One row of the README's table: an experiment in one setting. */
interface Row {
  readonly work: string;
  readonly experiment: string;
  readonly setting: string;
  readonly figure: string;
}

const ROWS: readonly Row[] = [
  {
    work: "20 000 deltas, one by one",
    experiment: "memory",
    setting: "20000",
    figure: "cpuMs",
  },
  {
    work: "100 000 deltas, one by one",
    experiment: "memory",
    setting: "100000",
    figure: "cpuMs",
  },
  {
    work: "20 000 events over HTTP",
    experiment: "events",
    setting: "20000",
    figure: "cpuMs",
  },
  {
    work: "… and the longest task",
    experiment: "events",
    setting: "20000",
    figure: "longestTaskMs",
  },
  {
    work: "one more frame at 600 kB of text",
    experiment: "frame",
    setting: "600 kB, paragraphs",
    figure: "frameMs",
  },
  {
    work: "an ordinary answer: 100 deltas/s for 20 s",
    experiment: "paced",
    setting: "20 s",
    figure: "cpuMs",
  },
];

const COLUMNS: Readonly<Record<string, (contender: string) => boolean>> = {
  "reading alone": (id) => id === "limits/reading",
  ours: (id) => id.startsWith("ours/"),
  "the usual forty lines": (id) => id.startsWith("usual/"),
  "AI SDK": (id) => /^ai-sdk\/(vue|svelte|react)$/.test(id),
  "AI SDK, React, throttled": (id) => id === "ai-sdk/react-throttled",
};

/** The README's table of speed: each cell from the least to the most of the frameworks. */
export function readmeTable(results: Results): string {
  const rows = ROWS.map(({ work, experiment, setting, figure }) => [
    work,
    ...Object.values(COLUMNS).map((isIn) => fromTo(results[experiment], isIn, setting, figure)),
  ]);
  return table(["main thread's CPU", ...Object.keys(COLUMNS)], rows);
}

const MEMORY_PLACE = "bench/RESULTS.md#deltas-from-memory";
const SIZE_PLACE = "bench/RESULTS.md#bundle-size";

const CPU_OF: readonly ((contender: string) => boolean)[] = [
  COLUMNS["ours"]!,
  COLUMNS["AI SDK"]!,
  (id) => id.startsWith("tanstack/"),
  COLUMNS["the usual forty lines"]!,
];

/** What the README's table of contenders says in figures: links to where each was measured. */
export function readmeFigures({ memory, size }: Results): string[] {
  const cpu = CPU_OF.map((isIn) => fromTo(memory, isIn, "20000", "cpuMs"));
  const sizes = ["ours", "AI SDK", "TanStack AI"].map((name) => sizesOf(size, name));
  return [
    ...cpu.map((figure) => `[${figure}](${MEMORY_PLACE})`),
    ...sizes.map((figure) => `[${figure}](${SIZE_PLACE})`),
  ];
}

/** The sizes of a contender's hooks; its component is no hook. */
function sizesOf(result: Result | undefined, name: string): string {
  const values = (result?.entries ?? [])
    .filter(({ contender, setting }) => contender.startsWith(name) && setting !== "StreamingText")
    .map(({ samples }) => samples[0]?.figures["gzipBytes"] ?? 0);
  return range("gzipBytes", Math.min(...values), Math.max(...values));
}

function fromTo(
  result: Result | undefined,
  isIn: (contender: string) => boolean,
  setting: string,
  figure: string,
): string {
  if (!result) return "–";
  const ids = contendersIn(result).filter(isIn);
  const values = ids
    .map((id) => figureOf(result, id, setting, figure))
    .filter((value) => value !== undefined)
    .toSorted((a, b) => a - b);
  const failed = ids.filter((id) => entryOf(result, id, setting)?.failure).length;
  const [least, most] = [values[0], values.at(-1)];
  if (least === undefined || most === undefined) return failed > 0 ? "none ended" : "–";
  return `${range(figure, least, most)}${failed > 0 ? `, ${failed} never ended` : ""}`;
}
