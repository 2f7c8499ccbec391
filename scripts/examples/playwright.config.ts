import { defineConfig } from "playwright/test";
import { chromiumArgs, findChromium } from "../chromium.ts";
import { exampleApps } from "./apps.ts";

const executablePath = findChromium();

// how each example is built, served and driven; `pnpm examples` has installed them
export default defineConfig({
  testDir: ".",
  outputDir: "../../.scratch/examples",
  forbidOnly: !!process.env.CI,
  retries: process.env.CI ? 1 : 0,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: "chromium",
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs },
  },
  projects: [
    { name: "lines", testMatch: "lines.spec.ts" },
    ...Object.keys(exampleApps).map((name) => ({ name, testMatch: "app.spec.ts" })),
  ],
});
