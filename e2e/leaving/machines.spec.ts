import { spawnSync } from "node:child_process";
import { Demo, expect } from "../demo.ts";
import { test } from "./servers.ts";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

test.describe("two servers on one Redis (needs redis-server)", () => {
  test.skip(!hasRedis, "there is no redis-server");

  test("a page that is reloaded onto the other one goes on with its text: one run", async ({
    page,
    servers,
  }) => {
    const REDIS_URL = await servers.startRedis();
    const env = { REDIS_URL, WORKFLOW_SECRET_KEY: "sk_of_both_servers" };
    const [here, there] = [await servers.start(env), await servers.start(env)];
    const line = await servers.lineTo(here);
    const demo = new Demo(page, `${line.origin}/vue/`);
    await demo.open(60);
    const runId = await demo.explain("tides");
    const shown = await demo.reach(300);
    const moved = page.waitForResponse(/\/runs\/run_[\w-]+\/stream/);
    line.moveTo(there.origin);
    await page.reload();
    expect((await moved).ok()).toBe(true);
    await demo.reach(shown + 100);
    await demo.toBe("done");
    const record = await page.request.get(`${here.origin}/api/demo/runs/${runId}`);
    const { text, runs, status } = await record.json();
    expect({ runs, status }).toEqual({ runs: 1, status: "done" });
    expect(await demo.shownText()).toBe(text);
    expect([here.endings, there.endings]).toEqual([["explain done"], []]);
  });
});
