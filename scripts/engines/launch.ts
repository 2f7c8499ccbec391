import type { EngineBrowser } from "./browser.ts";
import type { Engine } from "./find.ts";
import { launchChromium, launchFirefox } from "./puppeteer.ts";
import { launchWebkit } from "./webkit.ts";

const LAUNCHERS = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebkit };

/** Starts a browser with an engine; it ends with this process at the latest. */
export async function launch(engine: Engine): Promise<EngineBrowser> {
  return LAUNCHERS[engine]();
}
