import type { Page } from "playwright/test";
import { Demo, expect, test } from "../demo.ts";

const SECRET = /pub_tok_|\bsk_|run_[\w-]{22}\.[\w-]{22}/g;
const ENTRY = "workflow-stream:demo /vue/";

/** All places of a page where something could be left, by name, with what they hold. */
function placesOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    return {
      page: document.documentElement.outerHTML,
      address: location.href,
      history: JSON.stringify(history.state) + document.referrer + window.name,
      cookies: document.cookie,
      databases: JSON.stringify([databases, await caches.keys()]),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      localStorage: JSON.stringify({ ...localStorage }),
    };
  });
}

for (const { persister, storage } of [
  { persister: "session", storage: "sessionStorage" },
  { persister: "local", storage: "localStorage" },
  { persister: "none", storage: undefined },
] as const)
  test(`a Run-Key stands in the storage that was given alone, and a token nowhere (${persister})`, async ({
    page,
  }) => {
    const lines: string[] = [];
    page.on("console", (message) => lines.push(message.text()));
    page.on("pageerror", ({ message, stack }) => lines.push(message, stack ?? ""));
    const look = async (runId: string | undefined): Promise<void> => {
      const { [storage ?? "none"]: kept = "{}", ...others } = await placesOf(page);
      expect(JSON.stringify(others) + lines.join("\n")).not.toMatch(SECRET);
      const keys = kept.match(SECRET) ?? [];
      expect(keys.map((key) => key.split(".")[0])).toEqual(runId && storage ? [runId] : []);
      const entry = storage && JSON.parse(kept)[ENTRY];
      if (runId && entry) expect(JSON.parse(entry).runKey).toBe(keys[0]);
    };
    const demo = new Demo(page, "/vue/");
    await demo.open(60, persister);
    await look(undefined);
    const runId = await demo.explain("tides");
    await demo.reach(100);
    await look(runId);
    await demo.cut(runId);
    await demo.toBe("reconnecting");
    await look(runId);
    await page.reload();
    if (persister !== "none") {
      await demo.reach(100);
      await look(runId);
      await demo.button("Stop").click();
    }
    // until the server has heard of the stop, a page that came anew would have to tell it
    await expect(() => look(undefined)).toPass({ timeout: 5000 });
    await demo.button("A workflow that fails midway").click();
    await expect(demo.problem).toBeVisible();
    await look(undefined);
  });
