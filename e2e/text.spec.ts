import { expect, test } from "./demo.ts";

test("the text grows, and ends as what the server recorded", async ({ demo }) => {
  await demo.open();
  const runId = await demo.explain("single-use tokens");
  const first = await demo.reach(1);
  const second = await demo.reach(first + 100);
  const third = await demo.reach(second + 100);
  const { text, tokens, runs } = await demo.endsExact(runId);
  expect(third).toBeLessThan(text.length);
  expect({ tokens, runs }).toEqual({ tokens: 1, runs: 1 });
});

test("a long text is summarised, sentence by sentence", async ({ demo, page }) => {
  await demo.open(400);
  await demo.choose("Summarise");
  await expect(page.getByRole("textbox", { name: "Text" })).toHaveValue(/Beagle/);
  await page.getByRole("spinbutton", { name: "Sentences" }).fill("3");
  const runId = await demo.runIdOf(() => demo.button("Run").click());
  const { text } = await demo.endsExact(runId);
  expect(text.split("\n\n")).toHaveLength(3);
});

test("two components show one run, which is asked for once", async ({ demo, page }) => {
  let posts = 0;
  page.on("request", (request) => (posts += Number(request.url().includes("/run/explain/"))));
  await demo.open(60);
  const runId = await demo.explain("tides");
  const lines = page.locator(".outline li");
  await page.waitForFunction(() => {
    const isStreaming = document.querySelector(".answer [data-status=streaming]") !== null;
    return isStreaming && document.querySelectorAll(".outline li").length >= 2;
  });
  const { text } = await demo.endsExact(runId);
  await expect(lines).toHaveCount(text.split("\n\n").length);
  expect(text.startsWith((await lines.first().textContent()) ?? "")).toBe(true);
  expect(posts).toBe(1);
});

test("another topic replaces the run that is on; another workflow ends it", async ({
  demo,
  page,
}) => {
  await demo.open(60);
  const first = await demo.explain("tides");
  await demo.reach(20);
  const second = await demo.explain("jazz");
  await expect.poll(async () => (await demo.recordOf(first)).status).toBe("aborted");
  await demo.reach(20);
  const shown = await demo.shownText();
  expect((await demo.recordOf(second)).text.startsWith(shown)).toBe(true);
  await demo.choose("Summarise");
  await expect.poll(async () => (await demo.recordOf(second)).status).toBe("aborted");
  await demo.toBe("idle");
  expect(await demo.shownText()).toBe("");
  await expect(page.getByRole("textbox", { name: "Text" })).toBeVisible();
});

test("a text can be had again: a new run, the same words", async ({ demo }) => {
  await demo.open(0);
  const first = await demo.endsExact(await demo.explain("espresso"));
  const runId = await demo.runIdOf(() => demo.button("Run again").click());
  const second = await demo.endsExact(runId);
  expect(second.text).toBe(first.text);
});

test("100,000 deltas as fast as they come leave the page calm", async ({ demo, page }) => {
  await demo.open();
  await demo.choose("Burst");
  const runId = await demo.runIdOf(() => demo.button("Run").click());
  const { bytes } = await demo.endsExact(runId);
  expect(bytes).toBeGreaterThan(500_000);
  await expect(page.locator(".verdict")).toContainText("Exact");
  const longestMs = Number.parseInt(
    (await page.locator("[data-frames=longest]").textContent()) ?? "",
    10,
  );
  expect(longestMs).toBeGreaterThan(0);
  // one update of the page for each delta would hold it for ten seconds and more
  expect(longestMs).toBeLessThan(2000);
});
