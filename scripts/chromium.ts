import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";

/** Flags that keep a headless Chromium offline and able to run as root. */
export const chromiumArgs: string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Path of a Chromium: `$CHROMIUM_PATH`, the system's, or Playwright's own; `undefined` if there is none. */
export function findChromium(): string | undefined {
  const candidates = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    chromium.executablePath(),
  ];
  return candidates.find((path): path is string => !!path && existsSync(path));
}

/** Finds a Chromium, or gets one: Playwright's download first, then Debian's package when root. Throws with what to do. */
export function ensureChromium(): string {
  if (process.env.CHROMIUM_PATH && !existsSync(process.env.CHROMIUM_PATH))
    throw new Error(
      `CHROMIUM_PATH is set to ${process.env.CHROMIUM_PATH}, but there is no file there.`,
    );
  const found = findChromium();
  if (found) return found;
  console.log("No Chromium found; getting one.");
  const run = (command: string, args: string[]): boolean =>
    spawnSync(command, args, { stdio: "inherit", timeout: 300_000 }).status === 0;
  if (
    !(run("npx", ["playwright", "install", "chromium"]) && findChromium()) &&
    existsSync("/etc/debian_version") &&
    process.getuid?.() === 0
  )
    void (run("apt-get", ["update", "-q"]) && run("apt-get", ["install", "-y", "-q", "chromium"]));
  const path = findChromium();
  if (!path)
    throw new Error(
      "The browser tests need Chromium and none could be installed: install Chromium or Chrome yourself and set CHROMIUM_PATH to its executable.",
    );
  return path;
}
