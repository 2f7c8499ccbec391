import { playwright } from "@vitest/browser-playwright";
import { chromiumArgs, findChromium } from "./scripts/chromium.ts";
import { engine } from "./scripts/engines/find.ts";
import { webdriver } from "./scripts/engines/provider.ts";

/** How long a browser may take to start, in ms, on a machine that has much to do. */
const CONNECT_TIMEOUT_MS = 120_000;

/** Tests that say in their names that they need Chromium's DevTools. */
const EVERYWHERE = /^(?!.*Chromium only)/;

const executablePath = findChromium();

const provider =
  engine === "chromium"
    ? playwright({
        launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs },
      })
    : webdriver();

/** `test.browser` options: the engine that `ENGINE` names, headless; Chromium by default. */
export const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  connectTimeout: CONNECT_TIMEOUT_MS,
  provider,
  instances: [{ browser: engine, ...(engine !== "chromium" && { testNamePattern: EVERYWHERE }) }],
});
