import { createServer, type AddressInfo } from "node:net";
import net from "node:net";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { StoreUnavailableError } from "../../src/index.ts";
import type { RedisClient } from "../../src/store/redis/client.ts";
import { createConnection, type Connection } from "../../src/store/redis/connection.ts";
import { ownClient } from "../../src/store/redis/ownClient.ts";
import { createWatchdog } from "../../src/store/redis/watchdog.ts";

const TIMEOUT_MS = 200;
const never = (): Promise<never> => new Promise(() => {});

function connection(reconnect = (): void => {}): Connection {
  const client: RedisClient = {
    isReady: true,
    withTypeMapping: () => ({}),
    duplicate: () => ({}),
    on: () => {},
    off: () => {},
  };
  return createConnection(client, TIMEOUT_MS, createWatchdog(reconnect, TIMEOUT_MS));
}

/** Keeps the process from looking at anything. */
function stand(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe("a command that is not answered in time", () => {
  it("is Redis's fault while the process has nothing else to do", async () => {
    await expect(connection().run(never)).rejects.toThrow(
      new StoreUnavailableError("Redis did not answer within 200 ms"),
    );
  });

  it("is said to be the process's, when that had too much to do in every turn", async () => {
    let isOver = false;
    const work = (): void => {
      stand(20);
      if (!isOver) setImmediate(work);
    };
    work();
    await expect(connection().run(never)).rejects.toThrow("this process was busy");
    isOver = true;
  });
});

describe("while the process stands", () => {
  it("no time-out runs", async () => {
    const answered = connection().run(async () => {
      await sleep(0);
      await sleep(TIMEOUT_MS * 0.75);
      return "answer";
    });
    stand(2 * TIMEOUT_MS);
    expect(await answered).toBe("answer");
  });

  it("an answer that came counts, and is no reason to connect anew", async () => {
    const echo = createServer((socket) => socket.pipe(socket)).listen(0, "127.0.0.1");
    await once(echo, "listening");
    const socket = net.connect((echo.address() as AddressInfo).port, "127.0.0.1");
    onTestFinished(() => void (socket.destroy(), echo.close()));
    await once(socket, "connect");
    const reconnect = vi.fn<() => void>();
    const answered = connection(reconnect).run(async () => {
      socket.write("ping");
      const [data] = (await once(socket, "data")) as [Buffer];
      return data.toString();
    });
    await sleep(0);
    // The echo stands too: it answers only after this.
    stand(2 * TIMEOUT_MS);
    expect(await answered).toBe("ping");
    expect(reconnect).not.toHaveBeenCalled();
  });
});

it("a client of the store's own writes up to 1 MiB before it waits for a turn", async () => {
  const sockets: net.Socket[] = [];
  const connect = vi.spyOn(net, "createConnection");
  onTestFinished(() => connect.mockRestore());
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const client = ownClient(`redis://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  client.on("error", () => {});
  client.connect().catch(() => {});
  await expect.poll(() => connect.mock.results.length).toBe(1);
  const [result] = connect.mock.results;
  if (result?.type === "return") sockets.push(result.value);
  expect(sockets.map(({ writableHighWaterMark }) => writableHighWaterMark)).toEqual([1024 * 1024]);
  client.destroy();
  silent.close();
});
