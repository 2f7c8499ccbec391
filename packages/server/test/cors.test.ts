import { describe, expect, it } from "vitest";
import { asBackend, explain, newRunKey, setup } from "./support.ts";

const page = { origin: "https://page.test" };
const body = JSON.stringify({ topic: "tea" });

describe("CORS", () => {
  it.each(["/run/explain/stream", "/runs/x", "/runs/x/stream"])(
    "answers the preflight of %s",
    async (path) => {
      const { call } = setup();
      const response = await call(path, { method: "OPTIONS", headers: page });
      expect(response.status).toBe(204);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, POST, DELETE",
        "access-control-allow-headers":
          "authorization, content-type, run-key, last-event-id, user-agent, traceparent, tracestate",
        "access-control-max-age": "7200",
        "cache-control": "no-store",
      });
      expect(response.headers.has("access-control-allow-credentials")).toBe(false);
    },
  );

  it("stands on every answer a page may read, errors too", async () => {
    const { call, run } = setup();
    const { id, headers } = newRunKey();
    const answers = [
      await run("explain", { headers, body }),
      await run("explain", { body: "{" }),
      await run("explain", { token: "pub_tok_none", body }),
      await run("nothing", { body }),
      await call(`/runs/${id}`, { headers }),
      await call(`/runs/${id}`),
      await call(`/runs/${id}/stream`, { headers }),
      await call(`/runs/${id}/stream?offset=99`, { headers }),
      await call(`/runs/${id}`, { method: "DELETE", headers }),
      await call(`/runs/${id}`, { method: "DELETE" }),
      await call(`/runs/${id}`, { method: "PUT" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([
      200, 400, 401, 404, 200, 404, 200, 409, 204, 404, 404,
    ]);
    for (const { headers } of answers) {
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-expose-headers")).toBe(
        "run-id, run-offset, run-parts, run-detached, retry-after, ratelimit, ratelimit-policy, x-ratelimit-limit, " +
          "x-ratelimit-remaining, x-vercel-ai-ui-message-stream",
      );
      expect(headers.get("vary")).toBe("Accept, Origin");
      expect(headers.get("cache-control")).toMatch(/^no-store/);
    }
  });

  it("is nowhere a secret key goes", async () => {
    const { call } = setup();
    for (const path of ["/token", "/run/explain"]) {
      for (const method of ["GET", "POST", "OPTIONS"]) {
        const response = await call(path, { method, headers: { ...asBackend, ...page } });
        const names = [...response.headers.keys()];
        expect(names.filter((name) => name.startsWith("access-control-"))).toEqual([]);
      }
    }
  });

  it.each([
    ["https://page.test/", "https://page.test"],
    ["https://page.test/path", "https://page.test"],
    ["https://PAGE.test", "https://page.test"],
    ["https://page.test:443", "https://page.test"],
    ["https://bücher.test", "https://xn--bcher-kva.test"],
    ["https://user@page.test", "https://page.test"],
    ["page.test", "https://app.example"],
    ["page.test:8080", "https://app.example"],
    ["*", "https://app.example"],
    ["", "https://app.example"],
  ])("can't be for %j, which no browser sends as an origin", (origin, example) => {
    const make = () => setup([explain], { allowedOrigins: ["https://page.test", origin] });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(`allowedOrigins holds "${origin}": `);
    expect(make).toThrow(new RegExp(`such as ${example}$`));
  });

  it.each(["http://localhost:5173", "http://[::1]:8080", "capacitor://localhost", "null"])(
    "can be for %s",
    async (origin) => {
      const { call } = setup([explain], { allowedOrigins: [origin] });
      const answer = await call("/runs/x", { headers: { origin } });
      expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    },
  );

  it("names only the origins of a list", async () => {
    const { run, call } = setup([explain], { allowedOrigins: ["https://page.test"] });
    const allowed = await run("explain", { headers: page, body });
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://page.test");
    const others: Record<string, string>[] = [{ origin: "https://evil.test" }, {}];
    for (const headers of others) {
      const other = await run("explain", { headers, body });
      expect(other.headers.has("access-control-allow-origin")).toBe(false);
      const preflight = await call("/runs/x", { method: "OPTIONS", headers });
      expect(preflight.headers.has("access-control-allow-origin")).toBe(false);
    }
  });
});
