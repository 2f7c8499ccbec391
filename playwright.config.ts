import { defineConfig } from "playwright/test";
import { demos } from "./e2e/demos.ts";
import { chromiumArgs, findChromium } from "./scripts/chromium.ts";

const executablePath = findChromium();
const port = Number(process.env.E2E_PORT || 4170);

/** Specs that have a page of their own, or take the Vue demo for all; all others run once for each demo. */
const once = [
  "home.spec.ts",
  "engines.spec.ts",
  "outage.spec.ts",
  "site.spec.ts",
  "solid-1.spec.ts",
  "markdown.spec.ts",
  "leaving/*.spec.ts",
].map((path) => `**/${path}`);

export default defineConfig({
  testDir: "e2e",
  forbidOnly: !!process.env.CI,
  // as vitest's tests: named at the end if it takes the second try
  retries: process.env.CI ? 1 : 0,
  fullyParallel: true,
  // they wait for paced texts most of their time
  workers: 3,
  timeout: 45_000,
  use: {
    browserName: "chromium",
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs },
  },
  projects: [
    // first, as the longest of all are among them
    { name: "once", testMatch: once },
    ...demos.map((name) => ({ name, testIgnore: once })),
  ],
  webServer: {
    command: "node apps/server/src/main.ts",
    // words a second where a spec sets none
    env: { PORT: String(port), HOST: "127.0.0.1", PACE: "150" },
    url: `http://127.0.0.1:${port}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
  },
});
