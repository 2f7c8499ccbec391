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
    await demo.endsAsOneRun(runId);
    await expect(page.getByLabel("Topic", { exact: true })).toHaveValue("tides");
    await page.getByText("The same as a table").click();
    const marks = page.locator("run-timeline tbody td:nth-child(2)");
    const names = (await marks.allTextContents()).filter(Boolean);
    expect(names).toEqual(["picked up", "headers", "first text", "end"]);
    await expect(page.locator("run-facts [data-fact=breaks]")).toHaveText("0");
  });

test("a page whose run begins with it goes on with that run when it is reloaded, and begins no other", async ({
  demo,
  page,
}) => {
  const posts: string[] = [];
  page.on("request", (request) => void (request.method() === "POST" && posts.push(request.url())));
  const runId = await demo.runIdOf(() => demo.openImmediate(100));
  await demo.reach(300);
  const before = posts.length;
  await page.evaluate(() => location.reload());
  await demo.reach(300);
  await demo.endsAsOneRun(runId);
  expect(posts.length).toBe(before);
});

test("a page that is reloaded while it summarises goes on, and shows what it was asked", async ({
  demo,
  page,
}) => {
  await demo.open(100);
  await demo.choose("Summarise");
  const text = page.getByRole("textbox", { name: "Text" });
  await text.fill("Tea is ready. The train to the coast leaves at noon. ".repeat(40));
  await page.getByRole("spinbutton", { name: "Sentences" }).fill("20");
  const asked = await text.inputValue();
  const runId = await demo.runIdOf(() => demo.button("Run").click());
  await demo.reach(20);
  await page.reload();
  await demo.endsAsOneRun(runId);
  await expect(text).toHaveValue(asked.trim());
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
