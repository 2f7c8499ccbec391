import { existsSync } from "node:fs";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { expect, test } from "playwright/test";
import { demos } from "./demos.ts";

const firefox = [process.env.FIREFOX_PATH, "/usr/bin/firefox-esr", "/usr/bin/firefox"].find(
  (path): path is string => !!path && existsSync(path),
);

// WebDriver BiDi: the Firefox that Playwright ships can't be had everywhere, Debian's can
test.describe("in Firefox (needs firefox-esr)", () => {
  test.describe.configure({ mode: "serial" });
  test.skip(!firefox, "there is no Firefox: needs firefox-esr");

  let browser: Browser;
  test.beforeAll(async () => {
    browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: firefox!,
      headless: true,
    });
  });
  test.afterAll(() => browser?.close());

  for (const demo of demos)
    test(`${demo}: a text streams to its end, and is exact`, async ({ baseURL, request }) => {
      const page = await browser.newPage();
      await page.goto(`${baseURL}/${demo}/?pace=200`);
      const answered = page.waitForResponse((response) => response.url().includes("/run/explain/"));
      await page.locator(".primary").click();
      await page.waitForSelector(".answer [data-status=streaming]");
      const early = (await shownText(page)).length;
      await page.waitForSelector(".answer [data-status=done]", { timeout: 30_000 });
      await page.waitForSelector(".verdict[data-verdict=good]");
      const runId = (await answered).headers()["run-id"];
      const record = await (await request.get(`/api/demo/runs/${runId}`)).json();
      expect(record.status).toBe("done");
      expect(await shownText(page)).toBe(record.text);
      expect(early).toBeLessThan(record.text.length);
      await page.close();
    });
});

function shownText(page: Page): Promise<string> {
  return page.$eval(".answer [data-text]", (node) => node.textContent ?? "");
}
