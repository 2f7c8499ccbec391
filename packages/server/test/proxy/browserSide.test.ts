import { once } from "node:events";
import { connect } from "node:http2";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { memoryStore } from "../../src/index.ts";
import { handFed, newRunKey, says } from "../support.ts";
import { startSite } from "./machines.ts";
import { nginxPath } from "./nginx.ts";

describe.skipIf(!nginxPath)("what browsers see of nginx (needs nginx)", () => {
  it("HTTP/2 carries a stream piece by piece", async () => {
    const fed = handFed();
    const store = memoryStore();
    const site = await startSite([fed.workflow], () => ({ store }), { http2: true });
    const session = connect(site.nginx.origin);
    onTestFinished(() => session.destroy());
    const stream = session.request({
      ":method": "POST",
      ":path": `/api/v1/run/fed/stream?token=${await site.machines[0].token()}`,
      "run-key": newRunKey().key,
    });
    stream.setEncoding("utf8").end("{}");
    fed.push("first");
    expect(await once(stream, "data")).toEqual(["first"]);
    fed.push("second");
    expect(await once(stream, "data")).toEqual(["second"]);
    fed.end();
    await once(stream, "end");
    expect(stream.rstCode).toBe(0);
  });

  it("a body over the server's limit gets the server's own answer", async () => {
    const store = memoryStore();
    const { call, machines } = await startSite([says("say", "text")], () => ({ store }));
    const response = await call(`/run/say/stream?token=${await machines[0].token()}`, {
      method: "POST",
      body: JSON.stringify({ topic: "x".repeat(1024 * 1024) }),
      headers: { origin: "https://app.example" },
    });
    expect(response.status).toBe(413);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(await response.json()).toMatchObject({ code: "body_too_large" });
  });

  it("no token stands in its log", async () => {
    const store = memoryStore();
    const site = await startSite([says("say", "text")], () => ({ store }));
    const token = await site.machines[0].token();
    const path = `/run/say/stream?token=${token}`;
    await (await site.call(path, { method: "POST", body: "{}" })).text();
    const log = await site.nginx.accessLog();
    expect(log).toContain('"POST /api/v1/run/say/stream" 200');
    expect(log).not.toContain(token);
  });

  it.each([1, undefined])(
    "trustProxy %s: a forged X-Forwarded-For picks no bucket of its own",
    async (trustProxy) => {
      const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
      onTestFinished(() => warn.mockRestore());
      const store = memoryStore();
      const { call, machines } = await startSite([says("say", "text")], () => ({
        store,
        limits: { streamsPerMinute: 1 },
        ...(trustProxy !== undefined && { trustProxy }),
      }));
      const statuses: number[] = [];
      for (const forged of ["192.0.2.1", "192.0.2.2"]) {
        const response = await call(`/run/say/stream?token=${await machines[0].token()}`, {
          method: "POST",
          body: "{}",
          headers: { "x-forwarded-for": forged },
        });
        await response.text();
        statuses.push(response.status);
      }
      expect(statuses).toEqual([200, 429]);
    },
  );
});
