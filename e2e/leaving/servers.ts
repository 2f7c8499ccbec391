import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { test as base } from "../demo.ts";
import { type Line, openLine } from "./line.ts";

/** A demo server of one test. */
interface Server {
  readonly origin: string;
  /** How each run ended that it worked for, such as `explain done`. */
  readonly endings: readonly string[];
}

/** What one test starts beside its browser; all of it ends with the test. */
interface Servers {
  /** Starts a demo server on a port of its own. */
  start(env?: Record<string, string>): Promise<Server>;
  /** Starts a Redis that keeps nothing on disk, and gives its address. */
  startRedis(): Promise<string>;
  /** Opens a line to a server. */
  lineTo(server: Server): Promise<Line>;
}

/** A test that starts servers of its own. */
export const test = base.extend<{ servers: Servers }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright takes nothing else
  servers: async ({}, use) => {
    const ends: (() => unknown)[] = [];
    await use({
      async start(env) {
        const child = spawn("node", ["apps/server/src/main.ts"], {
          env: { ...process.env, PORT: "0", HOST: "127.0.0.1", PACE: "150", ...env },
          stdio: ["ignore", "pipe", "inherit"],
        });
        ends.push(() => end(child));
        const endings: string[] = [];
        const origin = new Promise<string>((resolve) => {
          createInterface(child.stdout).on("line", (line) => {
            const address = line.trim();
            if (URL.canParse(address)) resolve(`http://127.0.0.1:${new URL(address).port}`);
            const [id = "", workflow, ending] = line.split(/ +/u);
            if (id.startsWith("run_")) endings.push(`${workflow} ${ending}`);
          });
        });
        return { origin: await origin, endings };
      },
      async startRedis() {
        const port = String(await freePort());
        const memoryOnly = ["--save", "", "--appendonly", "no"];
        const args = ["--port", port, "--bind", "127.0.0.1", ...memoryOnly];
        const child = spawn("redis-server", args, { stdio: "ignore" });
        ends.push(() => end(child));
        return `redis://127.0.0.1:${port}`;
      },
      async lineTo({ origin }) {
        const line = await openLine(origin);
        ends.push(line.close);
        return line;
      },
    });
    for (const end of ends.reverse()) await end();
  },
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
