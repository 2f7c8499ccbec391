import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { contenderOf } from "./contenders.ts";
import { onPage } from "./measure/onPage.ts";
import { selfTimes } from "./measure/profile.ts";
import type { Work } from "./page/sources.ts";
import { buildPages } from "./site/pages.ts";
import { startServer } from "./site/start.ts";

// node bench/profile.ts <contender> <memory|http> <text|ui|agUi> <deltas>: where one run's CPU time goes
const [id = "ours/vue", from = "memory", protocol = "text", deltas = "20000"] =
  process.argv.slice(2);
const work = { from, protocol, deltas: Number(deltas) } as Work;
await buildPages(true);
const server = await startServer();
try {
  const profile = await onPage(server.origin, contenderOf(id), async ({ page, session }) => {
    await page.evaluate((work) => bench.prepare(work), work);
    await session.send("Profiler.enable");
    await session.send("Profiler.setSamplingInterval", { interval: 100 });
    await session.send("Profiler.start");
    await page.evaluate(() => {
      bench.start();
      return bench.finish();
    });
    return (await session.send("Profiler.stop")).profile;
  });
  if (typeof profile === "string") throw new Error(profile);
  const folder = `${tmpdir()}/workflow-stream-bench`;
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${id.replace("/", "-")}.cpuprofile`;
  writeFileSync(path, JSON.stringify(profile));
  for (const { place, ms } of selfTimes(profile).slice(0, 25))
    console.log(`${ms.toFixed(1).padStart(9)} ms  ${place}`);
  console.log(`\nThe whole profile, for the Performance panel: ${path}`);
} finally {
  server.close();
}
