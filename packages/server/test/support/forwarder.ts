import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** An address of loopback that leads to another port: a name that moves, or a network that loses what is sent. */
export interface Forwarder {
  readonly port: number;
  /** Leads new connections to another port; the ones that stand stay where they are. */
  moveTo(port: number): void;
  /** Loses whatever is sent from now on over the connections that stand, without closing them. */
  swallow(): void;
}

/** Starts one, until the test has finished. */
export async function startForwarder(to: number): Promise<Forwarder> {
  let target = to;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.pipe(into);
      from.on("error", () => into.destroy()).on("close", () => into.destroy());
    }
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    moveTo(port) {
      target = port;
    },
    swallow() {
      for (const socket of sockets) socket.unpipe().resume();
    },
  };
}
