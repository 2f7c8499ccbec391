import { fileURLToPath } from "node:url";
import { defineBrowserProvider } from "@vitest/browser";
import type { BrowserProvider, BrowserProviderOption, TestProject } from "vitest/node";
import type { EngineBrowser } from "./browser.ts";
import { launchFirefox } from "./firefox.ts";
import { launchWebkit } from "./webkit.ts";

declare module "vitest/browser" {
  interface BrowserCommands {
    /** What `page.viewport()` asks of a provider. */
    __vitest_viewport: (size: { width: number; height: number }) => Promise<void>;
  }
}

const launchers = { firefox: launchFirefox, webkit: launchWebkit };

type Driven = keyof typeof launchers;

/** A provider of vitest's browser mode: Firefox and WebKit as Debian packages them. */
export function webdriver(): BrowserProviderOption {
  return defineBrowserProvider({
    name: "webdriver",
    supportedBrowser: Object.keys(launchers),
    providerFactory: (project) => new WebDriverProvider(project),
  });
}

/** One browser with one page: test files are frames of it, one after the other. */
class WebDriverProvider implements BrowserProvider {
  readonly name = "webdriver";
  readonly supportsParallelism = false;
  readonly initScripts: string[] = [fileURLToPath(new URL("locators.ts", import.meta.url))];
  readonly #launch: () => Promise<EngineBrowser>;
  #launching: Promise<EngineBrowser> | undefined;

  constructor(project: TestProject) {
    this.#launch = launchers[project.config.browser.name as Driven];
    project.browser!.registerCommand("__vitest_viewport", async (_, { width, height }) => {
      await (await this.#launching)?.resize(width, height);
    });
  }

  getCommandsContext(): Record<string, unknown> {
    return {};
  }

  async openPage(_sessionId: string, url: string): Promise<void> {
    this.#launching ??= this.#launch();
    await (await this.#launching).open(url);
  }

  async close(): Promise<void> {
    const launching = this.#launching;
    this.#launching = undefined;
    await (await launching?.catch(() => undefined))?.close();
  }
}
