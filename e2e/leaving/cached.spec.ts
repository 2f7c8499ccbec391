import type { Page } from "playwright/test";
import { chromiumArgs, findChromium } from "../../scripts/chromium.ts";
import { Demo, expect, test } from "../demo.ts";

const executablePath = findChromium();

test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: chromiumArgs,
    // Playwright switches the cache off
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  },
});

/** Goes back to a page, and makes sure that it was kept as it was, not loaded anew. */
async function comeBack(page: Page): Promise<void> {
  // a page that was kept does not load
  await page.goBack({ waitUntil: "commit" });
  const isKept = await page.evaluate(() => (window as unknown as { isKept?: boolean }).isKept);
  expect(isKept, "it came from the back/forward cache").toBe(true);
}

async function open(page: Page, persister?: "local"): Promise<Demo> {
  const demo = new Demo(page, "/vue/");
  await demo.open(60, persister);
  await page.evaluate(() =>
    addEventListener("pageshow", ({ persisted }) => Object.assign(window, { isKept: persisted })),
  );
  return demo;
}

test.describe("a page out of the back/forward cache", () => {
  test("goes on with a text that it left while it came", async ({ page }) => {
    const demo = await open(page);
    const runId = await demo.explain("tides");
    await demo.reach(100);
    await page.goto("/healthz");
    await comeBack(page);
    await demo.endsAsOneRun(runId);
  });

  test("goes on with a text that broke off while it was away", async ({ page }) => {
    const demo = await open(page);
    const runId = await demo.explain("tides");
    await demo.reach(100);
    await page.goto("/healthz");
    await page.request.post(`/api/demo/runs/${runId}/cut`);
    await page.waitForTimeout(1000);
    await comeBack(page);
    await demo.endsAsOneRun(runId);
  });

  test("goes on with a text that had broken off before", async ({ page }) => {
    const demo = await open(page);
    const runId = await demo.explain("tides");
    await demo.reach(100);
    await demo.cut(runId, 2000);
    await demo.toBe("reconnecting");
    await page.goto("/healthz");
    await page.waitForTimeout(2000);
    await comeBack(page);
    await demo.endsAsOneRun(runId);
  });

  test("follows the run that another tab began meanwhile", async ({ page, context }) => {
    const demo = await open(page, "local");
    await page.goto("/healthz");
    const other = new Demo(await context.newPage(), "/vue/");
    await other.open(60, "local");
    const runId = await other.explain("tides");
    await other.reach(100);
    await comeBack(page);
    await demo.endsAsOneRun(runId);
  });
});
