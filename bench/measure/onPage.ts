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

/**
 * Opens a contender's page in a browser of its own, so that no run finds what another left behind.
 * @param timeoutMs how long `use` may take; the browser is closed then. Default 120 000.
 */
export async function onPage<T>(
  origin: string,
  { framework, id }: Contender,
  use: (open: OpenPage) => Promise<T>,
  timeoutMs = 120_000,
): Promise<T | Failure> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs });
  let timer: NodeJS.Timeout | undefined;
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}/${framework}/${id}`);
    await page.waitForFunction(() => "bench" in globalThis);
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
