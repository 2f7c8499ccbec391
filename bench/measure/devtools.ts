import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumArgs, findChromium } from "../../scripts/chromium.ts";

/** A browser that is spoken to in plain DevTools protocol: Playwright keeps every tab visible. */
export interface Devtools {
  send<Result>(method: string, params?: object, sessionId?: string): Promise<Result>;
  close(): Promise<void>;
}

/** Starts a headless Chromium. */
export async function startDevtools(): Promise<Devtools> {
  const profile = mkdtempSync(join(tmpdir(), "bench-"));
  const args = [
    "--headless",
    ...chromiumArgs,
    "--remote-debugging-port=0",
    `--user-data-dir=${profile}`,
    "about:blank",
  ];
  const browser = spawn(findChromium() ?? "chromium", args, {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  let url: string | undefined;
  while (!url) {
    const [data] = await once(browser.stderr, "data");
    url = /ws:\/\/\S+/.exec((said += data))?.[0];
  }
  browser.stderr.resume();
  const socket = new WebSocket(url);
  await once(socket, "open");

  const waiting = new Map<number, PromiseWithResolvers<never>>();
  let last = 0;
  socket.addEventListener("message", ({ data }) => {
    const { id, result, error } = JSON.parse(String(data));
    if (error) waiting.get(id)?.reject(new Error(error.message));
    else waiting.get(id)?.resolve(result as never);
    waiting.delete(id);
  });
  return {
    send(method, params = {}, sessionId) {
      const answer = Promise.withResolvers<never>();
      waiting.set(++last, answer);
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
      return answer.promise;
    },
    async close() {
      socket.close();
      browser.kill();
      if (browser.exitCode === null && browser.signalCode === null) await once(browser, "exit");
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
