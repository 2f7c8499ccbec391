import type { Browser } from "playwright/test";
import { Demo, expect, test } from "../demo.ts";

/** Longer than the server's 30 s for a run that nobody reads, and the page's 25 s for one that broke off. */
const asleepMs = Number(process.env.E2E_ASLEEP_MS ?? 60_000);
/** How long the page is stopped before its socket is destroyed. */
const quietMs = 2000;

/** The processes that run this browser's pages. */
async function renderersOf(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

test("a page whose process is stopped for 60 s, its socket destroyed, goes on with its text", async ({
  page,
  browser,
}) => {
  test.setTimeout(asleepMs + 120_000);
  const demo = new Demo(page, "/vue/");
  // so slow that its 320 words outlast the sleep
  await demo.open(320_000 / (quietMs + asleepMs + 12_000));
  const runId = await demo.explain("tides");
  await demo.reach(40);
  await demo.watchStatuses();
  await page.evaluate(() => {
    let lastAtMs = performance.now();
    Object.assign(window, { longestGapMs: 0 });
    setInterval(() => {
      const gapMs = performance.now() - lastAtMs;
      lastAtMs += gapMs;
      const { longestGapMs } = window as unknown as { longestGapMs: number };
      Object.assign(window, { longestGapMs: Math.max(longestGapMs, gapMs) });
    }, 50);
  });

  const renderers = await renderersOf(browser);
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of renderers) process.kill(pid, name);
  };
  signal("SIGSTOP");
  try {
    await new Promise((resolve) => setTimeout(resolve, quietMs));
    await demo.cut(runId);
    await new Promise((resolve) => setTimeout(resolve, asleepMs));
    expect((await demo.recordOf(runId)).status).toBe("running");
  } finally {
    signal("SIGCONT");
  }

  const longestGapMs = (): Promise<number> =>
    page.evaluate(() => (window as unknown as { longestGapMs: number }).longestGapMs);
  await expect.poll(longestGapMs, "it was really stopped").toBeGreaterThan(asleepMs);
  await demo.toBe("streaming");
  await demo.endsAsOneRun(runId);
  expect(await demo.statuses()).toEqual(["streaming", "reconnecting", "streaming", "done"]);
});
