import { existsSync, globSync } from "node:fs";

/** The engines that the suites run in. */
export const ENGINES = ["chromium", "firefox", "webkit"] as const;

export type Engine = (typeof ENGINES)[number];

/** The engine of this run: what `ENGINE` names, or Chromium. */
export const engine: Engine = engineOf(process.env.ENGINE || "chromium");

/** What an engine is called. */
export const ENGINE_NAMES: Record<Engine, string> = {
  chromium: "Chromium",
  firefox: "Firefox",
  webkit: "WebKit",
};

/** The Debian packages that an engine lacks here; `undefined` if it is there. */
export function packagesMissing(engine: Engine): string | undefined {
  if (engine === "firefox" && !findFirefox()) return "firefox-esr";
  if (engine === "webkit" && !findWebkit()) return "webkit2gtk-driver and xvfb";
  return undefined;
}

/** Path of a Firefox: `$FIREFOX_PATH` or the system's; `undefined` if there is none. */
export function findFirefox(): string | undefined {
  return firstOf([
    process.env.FIREFOX_PATH,
    "/usr/bin/firefox-esr",
    "/usr/bin/firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
  ]);
}

/** What WebKit is driven with: Debian's `webkit2gtk-driver` and `xvfb`. */
export interface WebkitPaths {
  readonly driver: string;
  readonly browser: string;
  readonly display: string;
}

/** Paths of WebKit's driver, its browser and a display; `undefined` if one of them is not there. */
export function findWebkit(): WebkitPaths | undefined {
  const driver = firstOf(["/usr/bin/WebKitWebDriver"]);
  const browser = firstOf(globSync("/usr/lib/*/webkit2gtk-4.1/MiniBrowser"));
  const display = firstOf(["/usr/bin/Xvfb"]);
  return driver && browser && display ? { driver, browser, display } : undefined;
}

function engineOf(name: string): Engine {
  const engine = ENGINES.find((engine) => engine === name);
  if (!engine) throw new Error(`ENGINE is "${name}"; it may be ${ENGINES.join(", ")}.`);
  return engine;
}

function firstOf(paths: (string | undefined)[]): string | undefined {
  return paths.find((path): path is string => !!path && existsSync(path));
}
