import { createServer, type AddressInfo } from "node:net";
import type { EngineBrowser } from "./browser.ts";
import { startDisplay } from "./display.ts";
import { findWebkit } from "./find.ts";
import { makeFolder, removeFolder, startProcess, stopProcess } from "./processes.ts";
import { createSession } from "./webdriver.ts";

const SCRIPT_TIMEOUT_MS = 120_000;

/** Starts WebKit's MiniBrowser on a display of its own, driven over WebDriver. */
export async function launchWebkit(): Promise<EngineBrowser> {
  const paths = findWebkit();
  if (!paths) throw new Error("There is no WebKit: install webkit2gtk-driver and xvfb.");
  const profile = makeFolder();
  const display = await startDisplay(paths.display);
  const port = await findPort();
  const driver = startProcess(paths.driver, [`--port=${port}`], {
    env: { ...process.env, ...homeIn(profile), DISPLAY: display.name, LANG: "en_US.UTF-8" },
  });
  const { browserVersion, send } = await createSession(port, {
    "webkitgtk:browserOptions": { binary: paths.browser, args: ["--automation"] },
    timeouts: { script: SCRIPT_TIMEOUT_MS },
  });
  const evaluate = (expression: string): Promise<unknown> =>
    send("POST", "/execute/sync", { script: `return ${expression}`, args: [] });
  return {
    version: `WebKitGTK/${browserVersion}`,
    async open(url) {
      await send("POST", "/url", { url });
    },
    async resize(width, height) {
      // what the driver sizes is the window, with its bars
      const bars = (await evaluate("[outerWidth - innerWidth, outerHeight - innerHeight]")) as [
        number,
        number,
      ];
      await send("POST", "/window/rect", { width: width + bars[0], height: height + bars[1] });
    },
    evaluate,
    async hide() {
      await send("POST", "/window/minimize");
    },
    async close() {
      await send("DELETE", "").catch(() => {}); // the page may have crashed
      await stopProcess(driver);
      await display.close();
      removeFolder(profile);
    },
  };
}

/** Where a program keeps what it writes, all in one folder. */
function homeIn(folder: string): NodeJS.ProcessEnv {
  return {
    HOME: folder,
    XDG_CACHE_HOME: folder,
    XDG_CONFIG_HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_RUNTIME_DIR: folder,
  };
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
