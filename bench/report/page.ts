import type { Environment } from "../measure/environment.ts";
import { goalTable } from "./goals/goalTable.ts";
import type { Results } from "./goals/goal.ts";
import { goalsOf } from "./goals/index.ts";
import { wrongTexts } from "./section.ts";
import { sections } from "./sections.ts";

const INTRO = `# Results

Written by \`pnpm bench\` (\`pnpm bench <experiment>\` for one); every run's figures stand in [\`results\`](results). Ratios hold from machine to machine, absolute times do not.

CPU is the main thread's own time, as Chromium counts it, not the clock's: from the start of the stream until its whole text is on the page.
Figures are medians of five runs or more (¹ ² ³ ⁴: of fewer; one that takes over 30 s is not repeated), taken in turns, in an order of their own
each time, each in a new browser. The longest task, missed frames and how far a hidden tab is behind are the worst of all runs. Every run's final text is compared with what was sent;
† marks a text that was wrong. A contender that takes over 120 s is stopped. The pages are production builds, the libraries as npm has them:
\`contenders/\` holds each one's code.`;

/** The results page. */
export function pageOf(results: Results): string {
  const parts = sections.flatMap(({ experiment, title, about, plot, body }) => {
    const result = results[experiment];
    if (!result) return [];
    const picture = plot ? [`![${plot.alt}](results/${plot.file})`] : [];
    return [`## ${title}`, about, ...picture, body(result), wrongTexts(result)];
  });
  return [
    INTRO,
    ...environmentsOf(results).map(describe),
    "## Goals",
    "Each is a ratio of figures on this page; a value in bold misses its goal. [What holds those that are missed](../docs/performance.md#what-holds-the-goals-that-are-missed).",
    goalTable(goalsOf(results)),
    ...parts,
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
}

/** The machines that the results are from: one, unless some were measured elsewhere. */
function environmentsOf(results: Results): Environment[] {
  const all = Object.values(results).flatMap((result) => (result ? [result.environment] : []));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function describe({ cpu, cores, memoryGb, chromium, node, packages }: Environment): string {
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return `Measured on: ${cpu}, ${cores} cores, ${memoryGb} GB; Chromium ${chromium} (headless), Node ${node}; ${versions.join(", ")}.`;
}
