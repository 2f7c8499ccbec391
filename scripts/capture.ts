import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { chromium, type Page } from "playwright";
import { chromiumArgs, ensureChromium } from "./chromium.ts";
import { run } from "./run.ts";

// takes the README's picture and the site's, one for each framework, from the real pages: build, serve, cut a text near its end,
// photograph it when it is complete
const PORT = 4180;
const CUT_AFTER_CHARS = 1430;
const SITE_PICTURES = "apps/docs/public/images";
if (!run("turbo", ["run", "build", "--output-logs=errors-only"])) process.exit(1);
const server = spawn(process.execPath, ["apps/server/src/main.ts"], {
  env: { ...process.env, PORT: String(PORT), PACE: "25" },
  stdio: ["ignore", "pipe", "inherit"],
});
await once(server.stdout, "data");
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArgs });

/** Runs a text of a demo, cuts its connection near the end, and waits for it to be complete. */
async function openWhole(demo: string, deviceScaleFactor: number): Promise<Page> {
  const page = await browser.newPage({
    baseURL: `http://127.0.0.1:${PORT}`,
    viewport: { width: 1280, height: 780 },
    deviceScaleFactor,
  });
  await page.goto(`/${demo}/`);
  const answered = page.waitForResponse(/\/run\/explain\/stream/);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const runId = await (await answered).headerValue("run-id");
  await page.waitForFunction(
    (chars) => (document.querySelector(".answer [data-text]")?.textContent?.length ?? 0) > chars,
    CUT_AFTER_CHARS,
  );
  await page.request.post(`/api/demo/runs/${runId}/cut?refuseMs=1200`);
  await page.locator(".verdict[data-verdict=good]").waitFor();
  await page.mouse.move(0, 0);
  return page;
}

try {
  mkdirSync("docs/images", { recursive: true });
  mkdirSync(SITE_PICTURES, { recursive: true });
  await (await openWhole("vue", 2)).screenshot({ path: "docs/images/demo.png" });
  for (const demo of ["vue", "svelte", "solid", "react"])
    await (
      await openWhole(demo, 1)
    ).screenshot({ path: `${SITE_PICTURES}/${demo}.jpg`, type: "jpeg", quality: 80 });
} finally {
  await browser.close();
  server.kill();
}
