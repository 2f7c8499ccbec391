// Looks at what differs between the engines, and writes it to docs/engines.md.
import { readFileSync, writeFileSync } from "node:fs";
import { run } from "../../run.ts";
import { type Engine, ENGINE_NAMES, ENGINES } from "../find.ts";
import { launch } from "../launch.ts";
import { probes } from "./probes.ts";
import { startProbeServer } from "./probeServer.ts";

const OUTPUT = "docs/engines.md";
const BEGIN = "<!-- measured: node scripts/engines/measure/run.ts -->";
const END = "<!-- end -->";

/** What an engine does, in the order of the probes; each looks with a browser of its own. */
async function measure(engine: Engine): Promise<string[]> {
  const cells: string[] = [];
  for (const { what, look } of probes) {
    const [server, browser] = await Promise.all([startProbeServer(), launch(engine)]);
    try {
      await browser.open(`${server.origin}/page`);
      cells.push(await look(browser, server));
    } finally {
      await browser.close();
      server.close();
    }
    console.log(`${ENGINE_NAMES[engine]}: ${what}: ${cells.at(-1)}`);
  }
  return cells;
}

const columns: string[][] = [];
for (const engine of ENGINES) columns.push(await measure(engine));

const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
const head = ["", ...ENGINES.map((engine) => ENGINE_NAMES[engine])];
const rows = probes.map(({ what }, at) => [what, ...columns.map((column) => column[at]!)]);
const table = [head, head.map(() => "---"), ...rows].map(line).join("\n");

const page = readFileSync(OUTPUT, "utf8");
const [before] = page.split(BEGIN);
const [, after] = page.split(END);
writeFileSync(OUTPUT, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
run("oxfmt", [OUTPUT]);
