import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** How each connection begins a run. */
const POST_OF_A_RUN = "POST /api/v1/run/";

/** What stands between a page and its server, as a proxy or a balancer does. */
export interface Line {
  readonly origin: string;
  /** Holds the next run's POST back, whatever becomes of its page. Resolves, when it has come, with what sends it on. */
  holdNext(): Promise<() => void>;
  /** From now on all goes to another server; what is open is closed. */
  moveTo(origin: string): void;
  close(): void;
}

/** Opens a line to a server of this machine, on a port of its own. */
export async function openLine(firstTarget: string): Promise<Line> {
  const clients = new Set<Socket>();
  let target = new URL(firstTarget);
  let onHeld: ((release: () => void) => void) | undefined;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), "127.0.0.1");
    const kept: Buffer[] = [];
    let isHeld = false;
    clients.add(client);
    client.on("data", (chunk) => {
      if (onHeld && chunk.toString("latin1").startsWith(POST_OF_A_RUN)) {
        isHeld = true;
        onHeld(() => {
          isHeld = false;
          for (const piece of kept) upstream.write(piece);
          if (client.destroyed) upstream.end();
        });
        onHeld = undefined;
      }
      if (isHeld) kept.push(chunk);
      else upstream.write(chunk);
    });
    client.on("close", () => {
      clients.delete(client);
      if (!isHeld) upstream.end();
    });
    upstream.on("data", (chunk) => void (client.destroyed || client.write(chunk)));
    upstream.on("close", () => client.destroy());
    for (const socket of [client, upstream]) socket.on("error", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  function cut(): void {
    for (const client of clients) client.destroy();
  }

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdNext: () => new Promise((resolve) => (onHeld = resolve)),
    moveTo(origin) {
      target = new URL(origin);
      cut();
    },
    close() {
      cut();
      server.close();
    },
  };
}
