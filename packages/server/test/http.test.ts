import { connect, type AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { asEvents, handFed, newRunKey, setup, until, type HandFed } from "./support.ts";

interface Client {
  received: string;
  isClosed: boolean;
  destroy(): void;
}

/** A server on a loopback port, and a client that sees the raw bytes of HTTP/1.1. */
async function listen(
  fed: HandFed,
  overrideGlobalObjects: boolean,
): Promise<(headers?: Record<string, string>) => Promise<Client>> {
  const { server, token } = setup([fed.workflow]);
  const http = serve({
    fetch: server.fetch,
    port: 0,
    hostname: "127.0.0.1",
    overrideGlobalObjects,
  });
  onTestFinished(() => void http.close());
  await until(() => http.listening);
  const { port } = http.address() as AddressInfo;

  return async (headers = {}) => {
    const socket = connect(port, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    const client = { received: "", isClosed: false, destroy: () => socket.destroy() };
    socket.on("data", (chunk) => (client.received += chunk));
    socket.on("error", () => {});
    socket.on("close", () => (client.isClosed = true));
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(
      `POST /api/v1/run/fed/stream?token=${await token()} HTTP/1.1\r\nHost: x\r\n` +
        `${lines.join("")}Content-Length: 2\r\n\r\n{}`,
    );
    return client;
  };
}

const endOfChunks = "\r\n0\r\n\r\n";

describe.each([
  ["with the adapter's own Request and Response", true],
  ["with the runtime's", false],
])("over HTTP, %s", (_name, override) => {
  beforeEach(() => {
    vi.spyOn(console, "error").mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());

  it("a run that fails midway destroys the connection of plain text, after its text", async () => {
    const fed = handFed();
    const post = await listen(fed, override);
    const client = await post();
    fed.push("begun");
    fed.fail(new Error("no"));
    await until(() => client.isClosed);
    expect(client.received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(client.received.endsWith("\r\n5\r\nbegun\r\n")).toBe(true);
  });

  it("a run that is done ends it cleanly", async () => {
    const fed = handFed();
    const post = await listen(fed, override);
    const client = await post(asEvents);
    fed.push("text");
    fed.end();
    await until(() => client.received.endsWith(endOfChunks));
    expect(client.received).toContain('data: {"type":"finish"}');
    expect(client.isClosed).toBe(false);
  });

  it("a failure at once is a status", async () => {
    const fed = handFed();
    const post = await listen(fed, override);
    fed.fail(new Error("no"));
    const client = await post();
    await until(() => client.received.includes("workflow_failed"));
    expect(client.received).toMatch(/^HTTP\/1\.1 502 /);
  });

  it.each(["before", "after"])(
    "a disconnect %s the first text ends a run without a Run-Key",
    async (when) => {
      const fed = handFed();
      const post = await listen(fed, override);
      const client = await post();
      await until(() => fed.calls === 1);
      if (when === "after") {
        fed.push("begun");
        await until(() => client.received.endsWith("begun\r\n"));
      }
      expect(fed.signal?.aborted).toBe(false);
      client.destroy();
      await until(() => fed.signal?.aborted === true);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(console.error).not.toHaveBeenCalled();
    },
  );

  it("a disconnect leaves a run with a Run-Key alone", async () => {
    const fed = handFed();
    const post = await listen(fed, override);
    const { headers } = newRunKey();
    const client = await post(headers);
    fed.push("begun");
    await until(() => client.received.endsWith("begun\r\n"));
    client.destroy();
    const again = await post(headers);
    await until(() => again.received.endsWith("begun\r\n"));
    fed.push(" and done");
    fed.end();
    await until(() => again.received.endsWith(endOfChunks));
    expect(fed.calls).toBe(1);
    expect(again.received).toContain(" and done");
  });
});
