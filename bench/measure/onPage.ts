import { type CDPSession, chromium, type Page } from "playwright";
import { chromiumArgs, findChromium } from "../../scripts/chromium.ts";
import type { Contender } from "../contenders.ts";

/** Why there is no sample. */
export type Failure = "stopped at the time limit" | "the tab crashed";

/** A contender's page, loaded. */
export interface OpenPage {
  readonly page: Page;
  readonly session: CDPSession;
}

/** How a contender's page is opened. */
export interface OpenOptions {
  /** How long it may be used; the browser is closed then. Default 120 000. */
  readonly timeoutMs?: number;
  /** More for the browser's command line. Default none. */
  readonly args?: readonly string[];
}

/** Opens a contender's page in a browser of its own, so that no run finds what another left behind. */
export async function onPage<T>(
  origin: string,
  { framework, id }: Contender,
  use: (open: OpenPage) => Promise<T>,
  { timeoutMs = 120_000, args = [] }: OpenOptions = {},
): Promise<T | Failure> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumArgs, ...args],
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/${framework}/${id}`);
    await page.waitForFunction(() => "bench" in globalThis || "markdownBench" in globalThis);
    const session = await page.context().newCDPSession(page);
    const failed = new Promise<Failure>((resolve) => {
      page.on("crash", () => resolve("the tab crashed"));
      timer = setTimeout(() => resolve("stopped at the time limit"), timeoutMs);
    });
    const used = use({ page, session });
    // a crash or the closed browser fails it as well, when nobody waits for it any more
    used.catch(() => {});
    return await Promise.race([used, failed]);
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}
