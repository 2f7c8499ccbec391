import { defineConfig } from "playwright/test";
import { chromiumArgs, findChromium } from "./scripts/chromium.ts";

const executablePath = findChromium();
const port = 4170;

export default defineConfig({
  testDir: "e2e",
  forbidOnly: !!process.env.CI,
  use: {
    browserName: "chromium",
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs },
  },
  projects: [{ name: "vue" }],
  webServer: {
    command: "node apps/server/src/main.ts",
    env: { PORT: String(port), HOST: "127.0.0.1" },
    url: `http://127.0.0.1:${port}/healthz`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
  },
});
