import { describe, expect, it } from "vitest";
import { memoryStore } from "../../src/index.ts";
import { asEvents, handFed, newRunKey, readerOf } from "../support.ts";
import { startSite } from "./machines.ts";
import { nginxPath, type ProxyOptions } from "./nginx.ts";

const proxies: [string, ProxyOptions][] = [
  ["HTTP/1.1", { upstreamHttp: "1.1" }],
  ["HTTP/1.0", { upstreamHttp: "1.0" }],
  ["HTTP/1.0 and its own buffering", { upstreamHttp: "1.0", buffering: true }],
  ["HTTP/1.1, gzip and its own buffering", { gzip: true, buffering: true }],
  ["HTTP/1.1 and gzip", { upstreamHttp: "1.1", gzip: true }],
  ["HTTP/1.0 and gzip", { upstreamHttp: "1.0", gzip: true }],
];

const formats: [string, Record<string, string>, RegExp][] = [
  ["plain text", {}, /^text\/plain/],
  ["server-sent events", asEvents, /^text\/event-stream/],
];

describe.skipIf(!nginxPath).each(proxies)("behind nginx with %s (needs nginx)", (_name, proxy) => {
  it.each(formats)("each piece of %s is read before the next is made", async (_format, headers) => {
    const fed = handFed();
    const store = memoryStore();
    const { call, machines } = await startSite([fed.workflow], () => ({ store }), proxy);
    const token = await machines[0].token();

    fed.push("first ");
    const init = { method: "POST", body: "{}", headers: { ...headers, ...newRunKey().headers } };
    const response = await call(`/run/fed/stream?token=${token}`, init);
    const { read } = readerOf(response);
    let received = "";
    for (const piece of ["first", "second", "third"]) {
      // A proxy that held a piece back would end this by the time-out of the test: the next is made only then.
      while (!received.includes(piece)) received += (await read()) ?? expect.fail("ended early");
      if (piece === "first") fed.push("second ");
      if (piece === "second") fed.push("third");
    }
    fed.end();
    for (let rest = await read(); rest !== undefined; rest = await read()) received += rest;
    expect(received).toContain("third");
  });

  it.each(formats)("the headers of %s arrive", async (_format, headers, contentType) => {
    const fed = handFed();
    const store = memoryStore();
    const { call, machines } = await startSite([fed.workflow], () => ({ store }), proxy);
    const key = newRunKey();
    fed.push("all of it");
    fed.end();
    const response = await call(`/run/fed/stream?token=${await machines[0].token()}`, {
      method: "POST",
      body: "{}",
      headers: { ...headers, ...key.headers, origin: "https://app.example" },
    });
    await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(contentType);
    expect(response.headers.get("content-encoding")).toBe(proxy.gzip ? "gzip" : null);
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("run-id")).toBe(key.id);
    expect(response.headers.get("run-offset")).toBe("0");
  });
});
