import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright";
import { chromiumArgs, ensureChromium } from "./chromium.ts";
import { run } from "./run.ts";

// takes the README's picture from the real page: build, serve, cut a text near its end, photograph it when it is complete
const port = 4180;
const cutAfterChars = 1430;
if (!run("turbo", ["run", "build", "--output-logs=errors-only"])) process.exit(1);
const server = spawn(process.execPath, ["apps/server/src/main.ts"], {
  env: { ...process.env, PORT: String(port), PACE: "14" },
  stdio: ["ignore", "pipe", "inherit"],
});
await once(server.stdout, "data");
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 780 },
    deviceScaleFactor: 2,
  });
  await page.goto(`http://127.0.0.1:${port}/vue/`);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForFunction(
    (chars) => (document.querySelector(".answer [data-text]")?.textContent?.length ?? 0) > chars,
    cutAfterChars,
  );
  await page.getByRole("button", { name: "Cut the connection" }).click();
  await page.locator(".verdict[data-verdict=good]").waitFor();
  await page.mouse.move(0, 0);
  mkdirSync("docs/images", { recursive: true });
  await page.screenshot({ path: "docs/images/demo.png" });
} finally {
  await browser.close();
  server.kill();
}
