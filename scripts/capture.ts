import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright";
import { chromiumArgs, ensureChromium } from "./chromium.ts";
import { run } from "./run.ts";

// takes the README's picture from the real page: build, serve, run a topic, photograph it half written
const port = 4180;
if (!run("turbo", ["run", "build", "--output-logs=errors-only"])) process.exit(1);
const server = spawn(process.execPath, ["apps/server/src/main.ts"], {
  env: { ...process.env, PORT: String(port) },
  stdio: ["ignore", "pipe", "inherit"],
});
await once(server.stdout, "data");
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });
try {
  const page = await browser.newPage({
    viewport: { width: 1000, height: 760 },
    deviceScaleFactor: 2,
  });
  await page.goto(`http://127.0.0.1:${port}/vue/`);
  await page.getByRole("textbox", { name: "Topic" }).fill("single-use tokens");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const text = page.getByRole("region", { name: "Answer" }).locator("[data-text]");
  await text.filter({ hasText: /.{600}/s }).waitFor();
  mkdirSync("docs/images", { recursive: true });
  await page.screenshot({ path: "docs/images/demo.png" });
} finally {
  await browser.close();
  server.kill();
}
