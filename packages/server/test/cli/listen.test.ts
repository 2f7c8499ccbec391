import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, Server, type AddressInfo, type ListenOptions } from "node:net";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { listen, type Listening } from "../../src/cli/listen.ts";
import { CliError } from "../../src/cli/failure.ts";

const HOST = "127.0.0.1";
const LISTENS = "0A";
const server = { fetch: async () => new Response("hello"), close: async () => {} };

async function listening(port = 0): Promise<Listening> {
  const opened = await listen(server, port, HOST);
  onTestFinished(() => opened.close(0));
  return opened;
}

/** How many sockets of this machine listen on a port of loopback; Linux alone tells. */
function socketsOn(port: number): number {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local === address && state === LISTENS).length;
}

/** Every server that is told to share its port is treated so instead. */
function whereSharing(treat: (server: Server, options: ListenOptions) => ListenOptions | Error) {
  const real = Server.prototype.listen;
  vi.spyOn(Server.prototype, "listen").mockImplementation(function (
    this: Server,
    ...args: unknown[]
  ) {
    const [options, onListening] = args as [ListenOptions, () => void];
    const treated = options.reusePort ? treat(this, options) : options;
    if (!(treated instanceof Error)) return real.call(this, treated, onListening);
    process.nextTick(() => this.emit("error", treated));
    return this;
  });
}

afterEach(() => void vi.restoreAllMocks());

const hello = async ({ port }: Listening): Promise<string> =>
  (await fetch(`http://${HOST}:${port}`)).text();

describe("a port", () => {
  it("is served by many sockets where it can be shared, all on the one that was free", async () => {
    const opened = await listening();
    expect(opened.port).toBeGreaterThan(0);
    if (process.platform === "linux") expect(socketsOn(opened.port)).toBe(16);
    const answers = await Promise.all(Array.from({ length: 50 }, () => hello(opened)));
    expect(answers).toEqual(Array.from({ length: 50 }, () => "hello"));
  });

  it.each<[string, () => Promise<number>]>([
    ["a server like this one", async () => (await listening()).port],
    ["one that shares its port", () => stranger({ reusePort: true })],
    ["one that does not", () => stranger({})],
  ])("that %s has is taken", async (_who, open) => {
    const port = await open();
    const refused = listen(server, port, HOST);
    await expect(refused).rejects.toThrow(CliError);
    await expect(refused).rejects.toThrow(`port ${port} is taken`);
  });

  it("is free again once it is closed", async () => {
    const opened = await listen(server, 0, HOST);
    await hello(opened);
    await opened.close(1_000);
    if (process.platform === "linux") expect(socketsOn(opened.port)).toBe(0);
    expect((await listening(opened.port)).port).toBe(opened.port);
  });

  it("is served by one socket where the system can't share it", async () => {
    whereSharing(() => Object.assign(new Error("not supported"), { code: "ENOTSUP" }));
    expect(await hello(await listening())).toBe("hello");
  });

  it("is served by one socket on a Node that does not know how", async () => {
    whereSharing((_server, { reusePort: _unknown, ...known }) => known);
    const opened = await listening();
    expect(await hello(opened)).toBe("hello");
    if (process.platform === "linux") expect(socketsOn(opened.port)).toBe(1);
  });
});

async function stranger(options: ListenOptions): Promise<number> {
  const other = createServer().listen({ ...options, port: 0, host: HOST });
  await once(other, "listening");
  onTestFinished(() => void other.close());
  return (other.address() as AddressInfo).port;
}
