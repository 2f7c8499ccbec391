import { Demo, expect, test } from "./demo.ts";

const refuseMs = 10_000;
const offlineMs = 8000;

test("10 s without the server, 8 of them without a network: exact, one run, one token", async ({
  page,
  context,
}) => {
  const demo = new Demo(page, "/vue/");
  const posts: string[] = [];
  let refused = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") posts.push(new URL(request.url()).pathname);
  });
  page.on("requestfailed", (request) => {
    if (/\/runs\/[^/]+\/stream/.test(request.url())) refused++;
  });
  // so slow that the run outlasts the outage
  await demo.open(20);
  const runId = await demo.explain("tides");
  await demo.reach(100);

  const cutAt = Date.now();
  const cut = await page.request.post(`/api/demo/runs/${runId}/cut?refuseMs=${refuseMs}`);
  await context.setOffline(true);
  expect(await cut.json()).toEqual({ cut: 1 });
  await demo.toBe("reconnecting");
  const atTheBreak = await demo.shownText();
  await page.waitForTimeout(cutAt + offlineMs - Date.now());
  await demo.toBe("reconnecting");
  expect(await demo.shownText()).toBe(atTheBreak);
  expect((await demo.recordOf(runId)).status).toBe("running");

  const refusedBefore = refused;
  const back = page.waitForResponse(/\/runs\/[^/]+\/stream/);
  await context.setOffline(false);
  await back;
  expect(Date.now() - cutAt).toBeGreaterThanOrEqual(refuseMs);
  expect(refused).toBeGreaterThan(refusedBefore);

  const { text, tokens, runs } = await demo.endsExact(runId);
  expect(atTheBreak.length).toBeLessThan(text.length);
  expect({ tokens, runs }).toEqual({ tokens: 1, runs: 1 });
  // nor was another run begun, which would be another bill
  expect(posts).toEqual(["/api/stream-token", "/api/v1/run/explain/stream"]);
  await expect(page.locator(".verdict")).toHaveText(
    /^Exact: each of the [\d,]+ bytes is the server’s\. One run, one token\.$/,
  );
});
