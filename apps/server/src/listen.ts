import type { Server } from "node:http";

/** Listens on a port, or on the next one that is free. Returns the port; throws after 20 that are taken. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  for (let candidate = port; candidate < port + 20; candidate++) {
    try {
      await tryListen(server, candidate, host);
      return candidate;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE" || port === 0) throw error;
    }
  }
  throw new Error(`Ports ${port} to ${port + 19} are all taken: set PORT to a free one.`);
}

function tryListen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
