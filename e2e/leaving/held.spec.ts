import type { Page } from "playwright/test";
import { Demo, expect } from "../demo.ts";
import { test } from "./servers.ts";

const POSTED = /\/run\/explain\/stream/;
const LOOKED_FOR = /\/runs\/run_[\w-]+\/stream/;

/** The Run-Key of the next request to such an address. */
async function nextRunKey(page: Page, address: RegExp): Promise<string> {
  const request = await page.waitForRequest(address);
  return request.headers()["run-key"] ?? "";
}

test.describe("a page that is reloaded while its POST is held back", () => {
  test("finds the run when the POST comes through", async ({ page, servers }) => {
    const server = await servers.start();
    const line = await servers.lineTo(server);
    const demo = new Demo(page, `${line.origin}/vue/`);
    await demo.open(100);
    const held = line.holdNext();
    const posted = nextRunKey(page, POSTED);
    await demo.ask("tides");
    const runKey = await posted;
    const release = await held;
    const lookedFor = nextRunKey(page, LOOKED_FOR);
    await page.reload();
    expect(await lookedFor).toBe(runKey);
    release();
    await demo.endsAsOneRun(runKey.split(".")[0]!);
    expect(server.endings).toEqual(["explain done"]);
  });

  test("cancels the run that nobody asks for again: the POST begins none when it comes", async ({
    page,
    servers,
  }) => {
    const server = await servers.start();
    const line = await servers.lineTo(server);
    const demo = new Demo(page, `${line.origin}/vue/`);
    await demo.open(100);
    const held = line.holdNext();
    const posted = nextRunKey(page, POSTED);
    await demo.ask("tides");
    const runKey = await posted;
    const release = await held;
    await page.reload();
    await demo.toBe("reconnecting");
    await demo.toBe("idle");
    release();
    const status = async (): Promise<unknown> => {
      const [id = ""] = runKey.split(".");
      const headers = { "run-key": runKey };
      return (await page.request.get(`${server.origin}/api/v1/runs/${id}`, { headers })).json();
    };
    await expect.poll(status).toMatchObject({ status: "aborted", bytes: 0 });
    expect(server.endings).toEqual([]);
  });

  for (const { who, isImmediate } of [
    { who: "its visitor asks", isImmediate: false },
    { who: "it asks by itself", isImmediate: true },
  ])
    test(`posts the same run once more when ${who}, and the late POST begins none`, async ({
      page,
      servers,
    }) => {
      const server = await servers.start();
      const line = await servers.lineTo(server);
      const demo = new Demo(page, `${line.origin}/vue/`);
      if (!isImmediate) await demo.open(100);
      const held = line.holdNext();
      const posted = nextRunKey(page, POSTED);
      await (isImmediate ? demo.openImmediate(100) : demo.ask("tides"));
      const runKey = await posted;
      const release = await held;
      const postedAgain = nextRunKey(page, POSTED);
      await page.reload();
      if (!isImmediate) await demo.ask("tides");
      expect(await postedAgain).toBe(runKey);
      await demo.reach(100);
      release();
      expect((await demo.endsExact(runKey.split(".")[0]!)).runs).toBe(1);
      expect(server.endings).toEqual(["explain done"]);
    });
});
