import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { nodeListener } from "../../src/node.ts";
import { handFed, newRunKey, setup, until } from "../support.ts";
import { fromPage, serving } from "./serving.ts";

const path = "/api/v1/run/fed/stream";
const options = { secretKeys: [], detachedGraceMs: 60 };

describe.each([
  ["without a Run-Key", {}],
  ["with a Run-Key", newRunKey().headers],
])("a reader over Node, %s", (_name, key) => {
  const post = { method: "POST", headers: { ...fromPage, ...key }, body: "{}" };

  it("that leaves midway ends its run", async () => {
    const fed = handFed();
    const { server, reports } = setup([fed.workflow], { ...options, authorize: () => "ada" });
    const origin = await serving(nodeListener(server));
    const client = new AbortController();
    fed.push("begun");
    const response = await fetch(origin + path, { ...post, signal: client.signal });
    await response.body?.getReader().read();
    client.abort();
    await until(() => reports.length === 1);
    expect(reports).toMatchObject([{ errorCode: "abandoned", bytes: 5 }]);
    expect(fed.signal?.aborted).toBe(true);
  });

  it("that leaves before the first text ends its run", async () => {
    const fed = handFed();
    const { server, reports } = setup([fed.workflow], { ...options, authorize: () => "ada" });
    const origin = await serving(nodeListener(server));
    const client = new AbortController();
    const response = fetch(origin + path, { ...post, signal: client.signal });
    await until(() => fed.calls === 1);
    client.abort();
    await expect(response).rejects.toThrow();
    await until(() => reports.length === 1);
    expect(reports).toMatchObject([{ errorCode: "abandoned" }]);
  });

  it("that leaves in the middle of its request begins no run, and may come again", async () => {
    const fed = handFed();
    const authorize = vi.fn(() => "ada");
    const { server } = setup([fed.workflow], { ...options, authorize });
    const origin = await serving(nodeListener(server));
    const lines = Object.entries({ ...fromPage, ...key }).map((header) => header.join(": "));
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    socket.write(
      [`POST ${path} HTTP/1.1`, "Host: x", "Content-Length: 9", ...lines, "", `{"t`].join("\r\n"),
    );
    await until(() => authorize.mock.calls.length === 1);
    await sleep(20);
    socket.destroy();
    await sleep(20);
    expect(fed.calls).toBe(0);
    fed.push("begun");
    fed.end();
    expect(await (await fetch(origin + path, post)).text()).toBe("begun");
  });

  it("that leaves while the app says who it is leaves no run running", async () => {
    const fed = handFed();
    let say = (_user: string): void => {};
    const authorize = vi.fn(() => new Promise<string>((resolve) => (say = resolve)));
    const { server, reports } = setup([fed.workflow], { ...options, authorize });
    const origin = await serving(nodeListener(server));
    const client = new AbortController();
    const response = fetch(origin + path, { ...post, signal: client.signal });
    await until(() => authorize.mock.calls.length === 1);
    client.abort();
    await expect(response).rejects.toThrow();
    await sleep(20);
    say("ada");
    await until(() => reports.length === 1);
    expect(reports).toMatchObject([{ errorCode: "abandoned" }]);
  });

  it("that has left before the listener is asked begins no run", async () => {
    const fed = handFed();
    const { server, reports } = setup([fed.workflow], { ...options, authorize: () => "ada" });
    const listener = nodeListener(server);
    let hasClosed = false;
    const origin = await serving((request, response) => {
      response.on("close", () => {
        hasClosed = true;
        listener(request, response);
      });
    });
    const client = new AbortController();
    const response = fetch(origin + path, { ...post, signal: client.signal });
    await sleep(30);
    client.abort();
    await expect(response).rejects.toThrow();
    await until(() => hasClosed);
    await sleep(30);
    expect([fed.calls, reports.length]).toEqual([0, 0]);
  });

  it("whose answer somebody else has begun gets no second one", async () => {
    const fed = handFed();
    const { server } = setup([fed.workflow], { ...options, authorize: () => "ada" });
    const listener = nodeListener(server);
    const origin = await serving((request, response) => {
      response.write("timed ");
      listener(request, response);
      response.end("out");
    });
    expect(await (await fetch(origin + path, post)).text()).toBe("timed out");
    expect(fed.calls).toBe(0);
  });
});

it("a DELETE of a page that has left counts all the same", async () => {
  const fed = handFed();
  const { server, reports } = setup([fed.workflow], { ...options, authorize: () => "ada" });
  const { id, headers } = newRunKey();
  const listener = nodeListener(server);
  const origin = await serving((request, response) => {
    if (request.method !== "DELETE") return listener(request, response);
    response.on("close", () => listener(request, response));
  });
  fed.push("begun");
  const init = { method: "POST", headers: { ...fromPage, ...headers }, body: "{}" };
  await (await fetch(origin + path, init)).body?.getReader().read();
  const client = new AbortController();
  const gone = fetch(`${origin}/api/v1/runs/${id}`, {
    method: "DELETE",
    headers,
    signal: client.signal,
  });
  await sleep(30);
  client.abort();
  await expect(gone).rejects.toThrow();
  await until(() => reports.length === 1);
  expect(reports).toMatchObject([{ status: "aborted" }]);
});

describe("a request whose signal aborts", () => {
  it("means that its reader left, with a Run-Key too, though nobody gives the body up", async () => {
    const fed = handFed();
    const { run, reports } = setup([fed.workflow], { detachedGraceMs: 60 });
    const client = new AbortController();
    fed.push("begun");
    const response = await run("fed", { headers: newRunKey().headers, signal: client.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    client.abort();
    await until(() => reports.length === 1);
    expect(reports).toMatchObject([{ errorCode: "abandoned", bytes: 5 }]);
    await expect(reader?.read()).rejects.toThrow("has left");
  });

  it("changes nothing after the end", async () => {
    const fed = handFed();
    const { run, errors } = setup([fed.workflow]);
    const client = new AbortController();
    fed.push("text");
    fed.end();
    const response = await run("fed", { headers: newRunKey().headers, signal: client.signal });
    expect(await response.text()).toBe("text");
    client.abort();
    await sleep(40);
    expect(errors).toEqual([]);
  });
});
