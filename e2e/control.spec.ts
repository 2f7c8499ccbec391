import { Demo, expect, test } from "./demo.ts";

test("stop reaches the workflow, and keeps the text", async ({ demo }) => {
  await demo.open(60);
  const runId = await demo.explain("tides");
  await demo.reach(20);
  await demo.button("Stop").click();
  await demo.toBe("stopped");
  await expect.poll(async () => (await demo.recordOf(runId)).status).toBe("aborted");
  const kept = await demo.shownText();
  expect(kept.length).toBeGreaterThanOrEqual(20);
  expect((await demo.recordOf(runId)).text.startsWith(kept)).toBe(true);
  await expect(demo.answer).toBeFocused();
});

test("back and forward lead to a page that works", async ({ demo, page }) => {
  await demo.open();
  await demo.explain("tides");
  await demo.reach(20);
  await page.goto("/healthz");
  await page.goBack();
  await demo.endsExact(await demo.explain("jazz"));
  await page.goForward();
  await page.goBack();
  await demo.endsExact(await demo.explain("bees"));
});

test("two tabs run at once, each its own text", async ({ demo, context }, { project }) => {
  const other = new Demo(await context.newPage(), `/${project.name}/`);
  await Promise.all([demo.open(), other.open()]);
  const [first, second] = await Promise.all([demo.explain("tides"), other.explain("jazz")]);
  const records = await Promise.all([demo.endsExact(first), other.endsExact(second)]);
  expect(records.map(({ tokens, runs }) => [tokens, runs])).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(first).not.toBe(second);
});

test("the small component shows its text, and ends its run when it goes", async ({
  demo,
  page,
}) => {
  await demo.open();
  const topic = page.getByRole("combobox", { name: "Topic to explain" });
  const text = page.locator(".more [data-text]").first();
  const first = await demo.runIdOf(async () => void (await topic.selectOption("Jazz")));
  await expect(text).toContainText("Jazz grew up in New Orleans");
  const second = await demo.runIdOf(async () => void (await topic.selectOption("UTF-8")));
  await expect.poll(async () => (await demo.recordOf(first)).status).toBe("aborted");
  await expect(page.locator(".more [data-status]").first()).toHaveAttribute("data-status", "done", {
    timeout: 30_000,
  });
  const record = await demo.recordOf(second);
  expect(await text.evaluate((node) => node.textContent)).toBe(record.text);
  expect(record.tokens).toBe(1);
});
