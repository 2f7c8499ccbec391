import { fork } from "node:child_process";
import { once } from "node:events";

/** The server of pages and streams, as a process of its own. */
export interface BenchServer {
  readonly origin: string;
  close(): void;
}

/** Starts the server on a free port of the loopback interface. */
export async function startServer(): Promise<BenchServer> {
  const child = fork(new URL("main.ts", import.meta.url));
  const [port] = (await once(child, "message")) as [number];
  return { origin: `http://127.0.0.1:${port}`, close: () => child.disconnect() };
}
