import { table } from "../../scripts/markdownTables.ts";
import { type Result, type Results, valueOf } from "../results.ts";
import { range } from "./format.ts";

const FRAMEWORKS = ["vue", "svelte", "solid", "react"];
const all = (group: string): string[] => FRAMEWORKS.map((framework) => `${group}/${framework}`);

/** The columns of the table of speed, each from the least to the most of several contenders. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  "reading alone": ["limits/reading"],
  ours: all("ours"),
  "the usual forty lines": all("usual"),
  "AI SDK": all("ai-sdk"),
  "AI SDK, React, throttled": ["ai-sdk/react-throttled"],
};

/** Its rows: the work, and where its figure is. */
const ROWS = [
  ["20 000 deltas, one by one", "memory", "20000", "cpuMs"],
  ["100 000 deltas, one by one", "memory", "100000", "cpuMs"],
  ["20 000 events over HTTP", "events", "20000", "cpuMs"],
  ["… and the longest task", "events", "20000", "longestTaskMs"],
  ["one more frame at 600 kB of text", "frame", "600 kB, paragraphs", "frameMs"],
  ["an ordinary answer: 100 deltas/s for 20 s", "paced", "20 s", "cpuMs"],
] as const;

/** The README's table of speed. */
export function speedTable(results: Results): string {
  const rows = ROWS.map(([work, experiment, setting, figure]) => [
    work,
    ...Object.values(COLUMNS).map((contenders) =>
      fromTo(results[experiment] ?? [], contenders, setting, figure),
    ),
  ]);
  return table(["main thread's CPU", ...Object.keys(COLUMNS)], rows);
}

/** The rows with figures of tables that say more than figures. */
export function readmeRows({ memory = [], size = [] }: Results): string[][] {
  const cpu = ["ours", "ai-sdk", "tanstack", "usual"].map((group) =>
    linked(fromTo(memory, all(group), "20000", "cpuMs"), "deltas-from-memory"),
  );
  const hooks = ["ours", "AI SDK", "TanStack AI"].map((name) =>
    linked(hookSizes(size, name), "bundle-size"),
  );
  const own = size.filter(({ contender }) => contender.startsWith("ours, "));
  return [
    ["20 000 deltas, of the main thread's CPU", ...cpu],
    ["its hook, minified and gzipped", ...hooks, "[none: forty lines](apps/home/src/byHand.ts)"],
    ...own.map(({ contender, setting }) => {
      const [, framework = ""] = contender.toLowerCase().split(", ");
      return [`${framework}: \`${setting}\``, fromTo(size, [contender], setting, "gzipBytes")];
    }),
  ];
}

function linked(figure: string, place: string): string {
  return `[${figure}](bench/RESULTS.md#${place})`;
}

/** The sizes of a contender's hooks; its component is no hook. */
function hookSizes(result: Result, name: string): string {
  const bytes = result
    .filter(({ contender, setting }) => contender.startsWith(name) && setting !== "StreamingText")
    .map(({ contender, setting }) => valueOf(result, contender, setting, "gzipBytes"));
  return range("gzipBytes", Math.min(...bytes), Math.max(...bytes));
}

function fromTo(
  result: Result,
  contenders: readonly string[],
  setting: string,
  figure: string,
): string {
  const values = contenders
    .map((contender) => valueOf(result, contender, setting, figure))
    .filter((value) => !Number.isNaN(value));
  const ended = values.filter(Number.isFinite);
  const failed = values.length - ended.length;
  if (ended.length === 0) return failed > 0 ? "none ended" : "–";
  const said = range(figure, Math.min(...ended), Math.max(...ended));
  return failed > 0 ? `${said}, ${failed} never ended` : said;
}
