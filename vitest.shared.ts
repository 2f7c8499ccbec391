import { playwright } from "@vitest/browser-playwright";
import { chromiumArgs, findChromium } from "./scripts/chromium.ts";

const executablePath = findChromium();

/** `test.browser` options: a headless Chromium. */
export const chromium = {
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs },
  }),
  instances: [{ browser: "chromium" as const }],
};
