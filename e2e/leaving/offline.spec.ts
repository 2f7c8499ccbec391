import { Demo, expect } from "../demo.ts";
import { test } from "./servers.ts";

test("a page that is reloaded without a network shows its text when there is one again", async ({
  page,
  context,
}) => {
  const demo = new Demo(page, "/vue/");
  // the page itself is at hand, as that of an installed app is
  await page.route(/\/vue\//, async (route) => route.fulfill({ response: await route.fetch() }));
  await demo.open(30);
  const runId = await demo.explain("tides");
  await demo.reach(100);
  await context.setOffline(true);
  await demo.cut(runId);
  await page.reload();
  await demo.toBe("reconnecting");
  await page.waitForTimeout(5000);
  await demo.toBe("reconnecting");
  expect(await demo.shownText()).toBe("");
  await context.setOffline(false);
  await demo.endsAsOneRun(runId);
});

test("a page that is reloaded while its server is gone shows its text when it is back", async ({
  page,
}) => {
  const demo = new Demo(page, "/vue/");
  await demo.open(30);
  const runId = await demo.explain("tides");
  await demo.reach(100);
  await demo.cut(runId, 5000);
  await page.reload();
  await demo.toBe("reconnecting");
  await demo.endsAsOneRun(runId);
});

test("a stop without a network is told by the page after it, which shows nothing of the run", async ({
  page,
  context,
  servers,
}) => {
  const server = await servers.start();
  const demo = new Demo(page, `${server.origin}/vue/`);
  await page.route(/\/vue\//, async (route) => route.fulfill({ response: await route.fetch() }));
  await demo.open(30);
  const runId = await demo.explain("tides");
  await demo.reach(100);
  await context.setOffline(true);
  await demo.cut(runId);
  await demo.button("Stop").click();
  await demo.toBe("stopped");
  expect(server.endings).toEqual([]);
  await page.reload();
  await context.setOffline(false);
  await expect.poll(() => server.endings).toEqual(["explain aborted"]);
  await demo.toBe("idle");
  expect(await demo.shownText()).toBe("");
});
