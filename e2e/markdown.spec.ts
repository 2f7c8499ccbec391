import { expect, type Page, test } from "playwright/test";
import { findFaults } from "./findFaults.ts";

/** Runs the text whose elements' ids begin with a name, and waits for what is said of it. */
async function run(page: Page, name: "answer" | "hostile"): Promise<void> {
  await page.locator(`#${name}-run`).click();
  await expect(page.locator(`#${name}-verdict`)).not.toBeEmpty({ timeout: 30_000 });
}

test("an answer as Markdown, and the same text as it is", async ({ page }) => {
  await page.goto("/markdown/?pace=400");
  await run(page, "answer");
  await expect(page.locator("#answer-verdict")).toHaveText(/^Exact: each of the [\d,]+ bytes/);
  const plain = (await page.locator("#answer-plain").textContent()) ?? "";
  expect(plain).toContain("### What it takes");

  const shown = page.locator("#answer-text");
  await expect(shown.getByRole("heading", { name: "What it takes", level: 5 })).toBeVisible();
  await expect(shown.getByRole("row")).toHaveCount(4);
  await expect(shown.getByRole("columnheader")).toHaveCount(3);
  await expect(shown.getByRole("checkbox")).toHaveCount(3);
  await expect(shown.getByRole("link", { name: "CommonMark" })).toHaveAttribute(
    "href",
    "https://spec.commonmark.org/0.31.2/",
  );
  await expect(shown.getByRole("link", { name: "[1]" })).toHaveAttribute("href", /rfc9112$/);
  await expect(shown.locator("a[data-host]")).toHaveAttribute("data-host", "example.org");
  await expect(shown.locator("img")).toHaveCount(0);
  await expect(shown.locator("p[dir=auto]").last()).toBeVisible();

  const highlights = (): Promise<string[]> =>
    page.evaluate(() => [...CSS.highlights.keys()].sort());
  await expect.poll(highlights).toContain("md-comment");

  await shown.getByRole("link", { name: "1", exact: true }).click();
  await expect(shown.getByText("Ten times as long a text")).toBeInViewport();
});

test("a hostile text makes no request", async ({ page }) => {
  await page.goto("/markdown/?pace=0");
  const foreign: string[] = [];
  page.on("request", (request) => {
    if (/\/lures\/[^/]+\/./.test(request.url())) foreign.push(request.url());
  });
  await run(page, "hostile");
  await expect(page.locator("#hostile-verdict")).toHaveText(/^0 requests, and 0 that/);
  expect(foreign).toEqual([]);
  const shown = page.locator("#hostile-text");
  await expect(shown.locator("img, iframe, script, style, form, video, input")).toHaveCount(0);
  await expect(shown).toContainText("would swallow the rest");

  // the server does count
  const lure = await shown.getByRole("link", { name: "a pixel" }).getAttribute("href");
  await page.request.get(lure ?? "");
  await run(page, "hostile");
  await expect(page.locator("#hostile-verdict")).toHaveText(/^1 requests/);
});

for (const colorScheme of ["light", "dark"] as const)
  test(`axe finds nothing on the Markdown page, at 360 px too (${colorScheme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/markdown/?pace=0");
    await run(page, "answer");
    await run(page, "hostile");
    expect(await findFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await findFaults(page)).toEqual([]);
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBe(clientWidth);
  });
