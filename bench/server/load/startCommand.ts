import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { endWithUs } from "../kit/endWithUs.ts";
import { SECRET_KEY } from "../kit/startServer.ts";
import type { ProcessState } from "./probe.ts";

/** `workflow-stream serve`, as its users run it. */
export interface Command {
  readonly origin: string;
  /** Asks each of its processes; what they say of their delays is since the last time. */
  states(): Promise<ProcessState[]>;
  /** Ends it, and waits for its end. */
  close(): Promise<void>;
}

/** How to start it. */
export interface CommandOptions {
  /** The folder of its build. */
  readonly dist: string;
  /** Default: the memory store. */
  readonly redisUrl?: string | undefined;
  readonly workers: number;
  /** Arguments of Node. */
  readonly nodeOptions?: readonly string[];
}

const probe = fileURLToPath(new URL("probe.ts", import.meta.url));
const workflows = fileURLToPath(new URL("workflows.ts", import.meta.url));

/** Starts a server on a free port of the loopback interface, and waits until all its processes serve. */
export async function startCommand({
  dist,
  redisUrl = "memory",
  workers,
  nodeOptions = [],
}: CommandOptions): Promise<Command> {
  const probes = new Set<Socket>();
  const listener = createServer((socket) => {
    probes.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => probes.delete(socket));
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const line = ["serve", workflows, "--port", "0", "--host", "127.0.0.1", "--store", redisUrl];
  const many = workers > 1 ? ["--workers", String(workers)] : [];
  const child = spawn(
    process.execPath,
    [...nodeOptions, "--import", probe, `${dist}/cli.js`, ...line, ...many],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        SECRET_KEYS: SECRET_KEY,
        BENCH_PROBE_PORT: String((listener.address() as AddressInfo).port),
      },
    },
  );
  endWithUs(child);
  const exited = once(child, "exit");
  const port = await Promise.race([portOf(child.stdout, workers), ended(exited)]);
  return {
    origin: `http://127.0.0.1:${port}`,
    states: () => Promise.all([...probes].map(ask)),
    async close() {
      child.kill("SIGKILL");
      await exited;
      for (const socket of probes) socket.destroy();
      listener.close();
    },
  };
}

/** The port, once so many processes have said that they listen. */
async function portOf(stdout: NodeJS.ReadableStream, processes: number): Promise<number> {
  let listening = 0;
  for await (const line of createInterface({ input: stdout })) {
    const { msg, port } = JSON.parse(line) as { msg: string; port: number };
    if (msg !== "listening" || ++listening < processes) continue;
    stdout.resume();
    return port;
  }
  throw new Error("the server never listened");
}

async function ended(exited: Promise<unknown[]>): Promise<never> {
  const [code] = await exited;
  throw new Error(`the server ended with ${String(code)} at its start`);
}

async function ask(socket: Socket): Promise<ProcessState> {
  const answer = once(socket, "data");
  socket.write("\n");
  const [line] = (await answer) as [Buffer];
  return JSON.parse(line.toString()) as ProcessState;
}
