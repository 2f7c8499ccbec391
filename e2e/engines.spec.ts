import { expect, test } from "playwright/test";
import type { EngineBrowser } from "../scripts/engines/browser.ts";
import { ENGINE_NAMES, ENGINES, packagesMissing } from "../scripts/engines/find.ts";
import { launch } from "../scripts/engines/launch.ts";
import { demos } from "./demos.ts";

/** Words a second: slow enough for a look while the text grows. */
const PACE = 120;

// Playwright drives builds of its own, which can't be had everywhere; these are the system's
for (const engine of ENGINES) {
  const missing = packagesMissing(engine);
  test.describe(`in ${ENGINE_NAMES[engine]}${missing ? ` (needs ${engine}: ${missing})` : ""}`, () => {
    test.describe.configure({ mode: "serial" });
    test.skip(missing !== undefined, `there is no ${ENGINE_NAMES[engine]}`);

    let browser: EngineBrowser;
    test.beforeAll(async () => {
      browser = await launch(engine);
    });
    test.afterAll(() => browser?.close());

    for (const demo of demos)
      test(`${demo}: a text streams to its end, and is exact`, async ({ baseURL, request }) => {
        await browser.open(`${baseURL}/${demo}/?pace=${PACE}`);
        await shows(browser, ".primary");
        await browser.evaluate(`document.querySelector(".primary").click()`);
        await shows(browser, ".answer [data-status=streaming]");
        const early = await shownText(browser);
        await shows(browser, ".answer [data-status=done]");
        await shows(browser, ".verdict[data-verdict=good]");
        const record = await (await request.get(`/api/demo/runs/${await runId(browser)}`)).json();
        expect(record.status).toBe("done");
        expect(await shownText(browser)).toBe(record.text);
        expect(early.length).toBeLessThan(record.text.length);
      });
  });
}

async function shows(browser: EngineBrowser, selector: string): Promise<void> {
  const isShown = (): Promise<unknown> =>
    browser.evaluate(`document.querySelector(${JSON.stringify(selector)}) !== null`);
  await expect.poll(isShown, { timeout: 30_000, intervals: [50] }).toBe(true);
}

async function shownText(browser: EngineBrowser): Promise<string> {
  return String(
    await browser.evaluate(`document.querySelector(".answer [data-text]").textContent`),
  );
}

/** The id of the run that the page shows. */
async function runId(browser: EngineBrowser): Promise<string> {
  return String(
    await browser.evaluate(`document.querySelector("run-facts").stream.getSnapshot().runId`),
  );
}
