import puppeteer, { type LaunchOptions } from "puppeteer-core";
import { chromiumArgs, findChromium } from "../chromium.ts";
import type { EngineBrowser } from "./browser.ts";
import { findFirefox } from "./find.ts";
import { makeFolder, own, removeFolder } from "./processes.ts";

/** What Puppeteer asks of a Chromium by default, and a visitor's does not do. */
const UNLIKE_A_VISITORS = [
  "--disable-back-forward-cache",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

/** Starts a headless Firefox, driven over WebDriver BiDi. */
export function launchFirefox(): Promise<EngineBrowser> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error("There is no Firefox: install firefox-esr.");
  return launch({ browser: "firefox", executablePath });
}

/** Starts a headless Chromium. */
export function launchChromium(): Promise<EngineBrowser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("There is no Chromium: install chromium.");
  return launch({ browser: "chrome", executablePath, args: chromiumArgs });
}

async function launch(options: LaunchOptions): Promise<EngineBrowser> {
  const profile = makeFolder();
  const browser = await puppeteer.launch({
    ...options,
    headless: true,
    userDataDir: profile,
    ignoreDefaultArgs: UNLIKE_A_VISITORS,
    // ended with this process by processes.ts
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  own(browser.process()!);
  const [page = await browser.newPage()] = await browser.pages();
  return {
    version: await browser.version(),
    async open(url) {
      await page.goto(url, { timeout: 0 });
    },
    resize: (width, height) => page.setViewport({ width, height }),
    evaluate: (expression) => page.evaluate(expression),
    async hide() {
      await (await browser.newPage()).bringToFront();
    },
    async close() {
      await browser.close();
      removeFolder(profile);
    },
  };
}
