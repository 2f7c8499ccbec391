import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright";
import { chromiumArgs, ensureChromium } from "../../scripts/chromium.ts";
import { median } from "../measure/statistics.ts";
import type { Shown } from "./page.tsx";

// node bench/transition/run.ts: a navigation in a transition while 100 deltas/s come, beside one without a stream
const ROUNDS = 5;
/** How many times as long as without a stream it may take. */
const LONGEST_RATIO = 1.5;
const ALL: readonly Shown[] = ["nothing", "hook", "component", "children"];

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("page.tsx", import.meta.url))],
  bundle: true,
  write: false,
  format: "iife",
  define: { "process.env.NODE_ENV": '"production"' },
});
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });
const times = new Map<Shown, number[]>(ALL.map((shown) => [shown, []]));
try {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><title>transition</title>");
  await page.addScriptTag({ content: outputFiles[0]!.text });
  for (let round = 0; round < ROUNDS; round++)
    for (const shown of ALL)
      times.get(shown)!.push(await page.evaluate((shown) => navigationMs(shown), shown));
} finally {
  await browser.close();
}

const aloneMs = median(times.get("nothing")!);
for (const shown of ALL) {
  const tookMs = median(times.get(shown)!);
  const ratio = tookMs / aloneMs;
  console.log(`${shown}: ${tookMs.toFixed(0)} ms, ${ratio.toFixed(2)} × without a stream`);
  if (ratio > LONGEST_RATIO) process.exitCode = 1;
}
