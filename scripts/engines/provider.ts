import { fileURLToPath } from "node:url";
import { defineBrowserProvider } from "@vitest/browser";
import type { BrowserProvider, BrowserProviderOption, TestProject } from "vitest/node";
import type { EngineBrowser } from "./browser.ts";
import type { Engine } from "./find.ts";
import { launch } from "./launch.ts";

declare module "vitest/browser" {
  interface BrowserCommands {
    /** What `page.viewport()` asks of a provider. */
    __vitest_viewport: (size: { width: number; height: number }) => Promise<void>;
  }
}

/** The engines that Playwright can't drive as Debian packages them. */
const DRIVEN: Engine[] = ["firefox", "webkit"];

/** A provider of vitest's browser mode: Firefox and WebKit as Debian packages them. */
export function webdriver(): BrowserProviderOption {
  return defineBrowserProvider({
    name: "webdriver",
    supportedBrowser: DRIVEN,
    providerFactory: (project) => new WebDriverProvider(project),
  });
}

/** One browser with one page: test files are frames of it, one after the other. */
class WebDriverProvider implements BrowserProvider {
  readonly name = "webdriver";
  readonly supportsParallelism = false;
  readonly initScripts: string[] = [fileURLToPath(new URL("locators.ts", import.meta.url))];
  readonly #engine: Engine;
  #launching: Promise<EngineBrowser> | undefined;

  constructor(project: TestProject) {
    // vitest has checked that it is one of those driven
    this.#engine = project.config.browser.name as Engine;
    project.browser!.registerCommand("__vitest_viewport", async (_, { width, height }) => {
      await (await this.#launching)?.resize(width, height);
    });
  }

  getCommandsContext(): Record<string, unknown> {
    return {};
  }

  async openPage(_sessionId: string, url: string): Promise<void> {
    this.#launching ??= launch(this.#engine);
    await (await this.#launching).open(url);
  }

  async close(): Promise<void> {
    const launching = this.#launching;
    this.#launching = undefined;
    await (await launching?.catch(() => undefined))?.close();
  }
}
