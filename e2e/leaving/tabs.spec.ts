import type { Page } from "playwright/test";
import { Demo, expect } from "../demo.ts";
import { test } from "./servers.ts";

/** A duplicate of a tab: it has a copy of what the tab keeps. */
async function duplicate(page: Page): Promise<Page> {
  const opened = page.waitForEvent("popup");
  await page.evaluate(() => void window.open(location.href));
  return opened;
}

test("two tabs that open together with one text are one run", async ({
  context,
  page,
  servers,
}) => {
  const server = await servers.start();
  const address = `${server.origin}/vue/`;
  const tabs = [new Demo(page, address), new Demo(await context.newPage(), address)] as const;
  const posted = context.waitForEvent("response", (it) => it.url().includes("/run/explain/"));
  await Promise.all(tabs.map((tab) => tab.openImmediate(20, "local")));
  const runId = (await (await posted).headerValue("run-id")) ?? "";
  for (const tab of tabs) expect((await tab.endsExact(runId)).runs).toBe(1);
  expect(server.endings).toEqual(["explain done"]);
});

test("a tab that is opened later follows, and its Stop is for both", async ({
  context,
  page,
  servers,
}) => {
  const server = await servers.start();
  const address = `${server.origin}/vue/`;
  const demo = new Demo(page, address);
  await demo.open(30, "local");
  await demo.explain("tides");
  await demo.reach(100);
  const other = new Demo(await context.newPage(), address);
  await other.page.goto(page.url());
  await other.reach(100);
  await other.button("Stop").click();
  await Promise.all([demo.toBe("stopped"), other.toBe("stopped")]);
  expect(server.endings).toEqual(["explain aborted"]);
});

test("a tab that shows nothing follows what another one begins, and its Stop is for both", async ({
  context,
  page,
  servers,
}) => {
  const server = await servers.start();
  const address = `${server.origin}/vue/`;
  const demo = new Demo(page, address);
  const other = new Demo(await context.newPage(), address);
  for (const tab of [demo, other]) await tab.open(30, "local");
  await demo.explain("tides");
  for (const tab of [demo, other]) await tab.reach(100);
  await other.button("Stop").click();
  await Promise.all([demo.toBe("stopped"), other.toBe("stopped")]);
  expect(server.endings).toEqual(["explain aborted"]);
});

for (const persister of ["session", "local"] as const)
  test(`a duplicate of a tab follows its run, and another run in it ends none (${persister})`, async ({
    page,
    servers,
  }) => {
    const server = await servers.start();
    const demo = new Demo(page, `${server.origin}/vue/`);
    await demo.open(30, persister);
    const first = await demo.explain("tides");
    await demo.reach(100);
    await page.reload();
    await demo.reach(100);
    const other = new Demo(await duplicate(page), page.url());
    await other.reach(100);
    const second = await other.explain("jazz");
    expect(second).not.toBe(first);
    await Promise.all([demo.endsExact(first), other.endsExact(second)]);
    expect(server.endings).toEqual(["explain done", "explain done"]);
  });
