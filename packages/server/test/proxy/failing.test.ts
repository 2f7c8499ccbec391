import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryStore } from "../../src/index.ts";
import { asEvents, handFed, newRunKey, parseEvents, readerOf, types } from "../support.ts";
import { startSite, type Site } from "./machines.ts";
import { nginxPath, type ProxyOptions } from "./nginx.ts";

/** A run whose first text is read and that then fails. */
async function failMidway(
  proxy: ProxyOptions,
  headers: Record<string, string>,
): Promise<{ site: Site; key: ReturnType<typeof newRunKey>; body: Promise<string> }> {
  const fed = handFed();
  const store = memoryStore();
  const site = await startSite([fed.workflow], () => ({ store }), proxy);
  const key = newRunKey();
  const token = await site.machines[0].token();
  fed.push("begun");
  const response = await site.call(`/run/fed/stream?token=${token}`, {
    method: "POST",
    body: "{}",
    headers: { ...headers, ...key.headers },
  });
  const { read } = readerOf(response);
  let received = "";
  while (!received.includes("begun")) received += (await read()) ?? expect.fail("ended early");
  fed.fail(new Error("midway"));
  const rest = async (): Promise<string> => {
    for (let more = await read(); more !== undefined; more = await read()) received += more;
    return received;
  };
  return { site, key, body: rest() };
}

describe.skipIf(!nginxPath)("a run that fails midway, behind nginx (needs nginx)", () => {
  // The Node adapter reports a body that breaks.
  beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => {}));
  afterEach(() => vi.restoreAllMocks());

  it("HTTP/1.1: the body of plain text breaks", async () => {
    const { body } = await failMidway({ upstreamHttp: "1.1" }, {});
    await expect(body).rejects.toThrow();
  });

  it.each([false, true])(
    "HTTP/1.0, gzip %s: plain text looks complete, and the run's status tells the truth",
    async (gzip) => {
      const { site, key, body } = await failMidway({ upstreamHttp: "1.0", gzip }, {});
      expect(await body).toBe("begun");
      const status = await site.call(`/runs/${key.id}`, { headers: key.headers });
      expect(await status.json()).toMatchObject({
        status: "failed",
        bytes: "begun".length,
        error: { code: "workflow_failed" },
      });
    },
  );

  it.each(["1.0", "1.1"] as const)("HTTP/%s: events tell by themselves", async (upstreamHttp) => {
    const { body } = await failMidway({ upstreamHttp }, asEvents);
    expect(types(parseEvents(await body)).slice(-3)).toEqual(["text-end", "error", "[DONE]"]);
  });
});
