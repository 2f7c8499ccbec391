import type { Page } from "playwright/test";
import { Demo, expect, test } from "../demo.ts";

const RESUMED = /\/runs\/run_[\w-]+\/stream/;

/** What a browser tells a page that goes on, and whom. */
const wakings = [
  ["document", "visibilitychange"],
  ["document", "resume"],
  ["window", "pageshow"],
  ["window", "online"],
] as const;

function dispatch(page: Page, target: "document" | "window", name: string): Promise<void> {
  return page.evaluate(
    ([target, name]) =>
      void (target === "document" ? document : window).dispatchEvent(new Event(name)),
    [target, name] as const,
  );
}

async function setVisibility(page: Page, state: "hidden" | "visible"): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, value });
  }, state);
  await dispatch(page, "document", "visibilitychange");
}

test("a page that is hidden, frozen and thawed while its text comes reads on, and asks for nothing", async ({
  page,
}) => {
  const demo = new Demo(page, "/vue/");
  await demo.open(60);
  const runId = await demo.explain("tides");
  await demo.reach(100);
  await demo.watchStatuses();
  const requests: string[] = [];
  page.on("request", (request) => void requests.push(request.url()));
  await setVisibility(page, "hidden");
  await dispatch(page, "document", "freeze");
  await dispatch(page, "document", "resume");
  await setVisibility(page, "visible");
  await demo.toBe("done");
  expect(requests.filter((url) => url.includes("/v1/"))).toEqual([]);
  expect(await demo.statuses()).toEqual(["streaming", "done"]);
  await demo.endsAsOneRun(runId);
});

test("a page that goes on looks at once for a run that broke off", async ({ page, context }) => {
  const demo = new Demo(page, "/vue/");
  await demo.open(30);
  const runId = await demo.explain("tides");
  await demo.reach(100);
  // without a network it looks every four seconds
  await context.setOffline(true);
  await demo.cut(runId);
  await demo.toBe("reconnecting");
  for (const [target, name] of wakings) {
    await page.waitForEvent("requestfailed", (request) => RESUMED.test(request.url()));
    const request = page.waitForRequest(RESUMED, { timeout: 2000 });
    await dispatch(page, target, name);
    await request;
  }
  await context.setOffline(false);
  await demo.endsAsOneRun(runId);
});

test("a text that was given up while nobody saw it goes on when it is shown", async ({ page }) => {
  test.setTimeout(120_000);
  const demo = new Demo(page, "/vue/");
  await demo.open(7);
  const runId = await demo.explain("tides");
  await demo.reach(60);
  await demo.watchStatuses();
  await setVisibility(page, "hidden");
  await demo.cut(runId, 27_000);
  await demo.toBe("error");
  await expect(demo.problem).toContainText("interrupted");
  await page.waitForTimeout(3000);
  await setVisibility(page, "visible");
  await demo.endsAsOneRun(runId);
  await expect(demo.problem).toHaveCount(0);
  const statuses = ["streaming", "reconnecting", "error", "reconnecting", "streaming", "done"];
  expect(await demo.statuses()).toEqual(statuses);
});
