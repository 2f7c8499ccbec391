import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { app } from "../../../apps/docs/src/snippets/server/tokenRoute.ts";
import { listen } from "./support/listen.ts";

const TOKEN = JSON.stringify({ success: true, token: "pub_tok_1", ttl: 60 });

afterEach(() => {
  vi.unstubAllGlobals();
});

it("the documented token route hands on what an API has packed", async () => {
  const { fetch } = globalThis;
  const packed = gzipSync(TOKEN);
  const api = createServer((_, response) => {
    const headers = { "content-encoding": "gzip", "content-type": "application/json" };
    response.writeHead(429, { ...headers, "content-length": packed.length, "retry-after": "7" });
    response.end(packed);
  });
  const { origin, close } = await listen(api);
  onTestFinished(close);
  vi.stubGlobal("fetch", () => fetch(origin));
  const answer = await app.request("/api/stream-token", { method: "POST" });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "7"]);
  expect(answer.headers.has("content-encoding")).toBe(false);
  expect(answer.headers.has("content-length")).toBe(false);
  expect(await answer.text()).toBe(TOKEN);
});
