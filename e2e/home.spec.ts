import { expect, test } from "playwright/test";
import { findFaults } from "./findFaults.ts";

/** Two lines of a file's name are higher than this. */
const TWO_LINES_PX = 32;

const demos = ["Vue", "Svelte", "Solid", "React"];

test("the same broken stream: garbled and cut short by hand, exact by the library", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.locator("#library-verdict")).toHaveText(/^Exact: each of the [\d,]+ bytes/, {
    timeout: 30_000,
  });
  const byHand = (await page.locator("#hand-text").textContent()) ?? "";
  const byLibrary = (await page.locator("#library-text").textContent()) ?? "";
  expect(byHand).toContain("\uFFFD");
  expect(byHand.length).toBeLessThan(byLibrary.length);
  await expect(page.locator("#hand-state")).toHaveText("Done");
  await expect(page.locator("#hand-verdict")).toHaveText(/^It says “Done” in paragraph \d of 9/);
  expect(byLibrary).not.toContain("\uFFFD");
  expect(byLibrary.split("\n\n")).toHaveLength(9);
  await expect(page.locator("run-seams span")).toHaveCount(1);
});

test("stopped, both can be run again", async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => page.locator("#library-text").textContent()).toContain("Article 1");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.locator("#library-state")).toContainText("Stopped");
  await expect(page.locator("#hand-state")).toHaveText("Stopped");
  await page.getByRole("button", { name: "Run both again" }).click();
  await expect(page.locator("#library-state")).toContainText("Writing");
});

test("each framework's lines are there, as they stand in its demo, and lead to it", async ({
  page,
}) => {
  await page.goto("/");
  for (const name of demos) {
    const sample = page.getByRole("region", { name, exact: true });
    const code = sample.locator("pre");
    await expect(code).toContainText(`@workflow-stream/${name.toLowerCase()}`);
    expect((await code.innerText()).split("\n").length).toBeLessThanOrEqual(20);
    const link = sample.getByRole("link", { name: `Open the ${name} demo` });
    await expect(link).toHaveAttribute("href", `/${name.toLowerCase()}/`);
  }
});

test("a reload and a model's thoughts are a click away", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Reload in the middle" }).click();
  await expect(page.locator("run-state")).toContainText("Writing");
  await page.goto("/");
  await page.getByRole("link", { name: "See it think" }).click();
  await expect(page.locator("run-thoughts summary")).toBeVisible();
});

test("on a phone no file's name is broken, and both texts fit on one screen", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/");
  for (const name of await page.locator(".samples section > code").all()) {
    const { height } = (await name.boundingBox())!;
    expect(height, (await name.textContent()) ?? "").toBeLessThan(TWO_LINES_PX);
  }
  const [first, second] = await Promise.all(
    ["Text read by hand", "Text read by the library"].map((label) =>
      page.getByLabel(label).boundingBox(),
    ),
  );
  expect(second!.y + second!.height - first!.y).toBeLessThan(740);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the index page (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/");
    await page.getByRole("button", { name: "Stop" }).click();
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await findFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBe(clientWidth);
  });
