import { expect, test } from "./demo.ts";

for (const { where, chars } of [
  { where: "at its first words", chars: 1 },
  { where: "in its middle", chars: 700 },
])
  test(`a page that is reloaded ${where} goes on with its text: one run, one token`, async ({
    demo,
    page,
  }) => {
    await demo.open(100);
    const runId = await demo.explain("tides");
    await demo.reach(chars);
    await page.evaluate(() => location.reload());
    await demo.reach(chars);
    const { runs, tokens } = await demo.endsExact(runId);
    expect({ runs, tokens }).toEqual({ runs: 1, tokens: 1 });
  });

test("a page that is reloaded after the end shows its text, and runs nothing", async ({
  demo,
  page,
}) => {
  await demo.open(0);
  const runId = await demo.explain("tides");
  await demo.endsExact(runId);
  const posts: string[] = [];
  page.on("request", (request) => void (request.method() === "POST" && posts.push(request.url())));
  await page.reload();
  const { runs } = await demo.endsExact(runId);
  expect(runs).toBe(1);
  expect(posts).toEqual([]);
});

test("a page that is reloaded before any answer runs nothing twice", async ({ demo, page }) => {
  await demo.open(100);
  let isHeld = true;
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/run/explain/stream*", async (route) => {
    if (isHeld) await held;
    await route.continue().catch(() => {});
  });
  const posted = page.waitForRequest(/\/run\/explain\/stream/);
  await page.getByLabel("Topic", { exact: true }).fill("tides");
  await page.getByRole("button", { name: /^Run/ }).click();
  const runKey = (await (await posted).allHeaders())["run-key"]!;
  const looked = page.waitForRequest(/\/runs\/run_[\w-]+\/stream/);
  await page.reload();
  const look = await looked;
  expect((await look.allHeaders())["run-key"]).toBe(runKey);
  isHeld = false;
  release();
  // nobody asked for it again: it is looked for, then cancelled
  await demo.toBe("idle");
  expect((await page.request.get(`/api/demo/runs/${runKey.split(".")[0]}`)).status()).toBe(404);
});
