import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";
import { freePort } from "../../../scripts/freePort.ts";
import { endWithUs } from "./endWithUs.ts";

/** A Redis of our own, that keeps nothing on disk. */
export interface Redis {
  readonly url: string;
  /** Sends one command and gives its reply. */
  send(...command: string[]): Promise<unknown>;
  readonly version: string;
  /** CPU time since its start, in ms. */
  cpuMs(): Promise<number>;
  /** Memory of its data and tables, in bytes. */
  usedBytes(): Promise<number>;
  /** Bytes that came and went by its connections since its start. */
  networkBytes(): Promise<number>;
  /** Names of all keys that match. */
  keys(pattern: string): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Starts `redis-server` on a free port of the loopback interface.
 * @throws Error when it is not on the path.
 */
export async function startRedis(): Promise<Redis> {
  const directory = mkdtempSync(join(tmpdir(), "bench-redis-"));
  const port = await freePort("127.0.0.1");
  const args = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", directory];
  const child = spawn("redis-server", [...args, "--save", "", "--appendonly", "no"], {
    stdio: "ignore",
  });
  endWithUs(child);
  const exited = once(child, "exit").catch((cause: unknown) => {
    throw new Error("redis-server is not on the path: install Redis 6.2 or newer", { cause });
  });
  const url = `redis://127.0.0.1:${port}`;
  const client = createClient({ url, socket: { reconnectStrategy: (n) => n < 200 && 25 } });
  client.on("error", () => {});
  await Promise.race([client.connect(), exited]);

  async function info(section: string, ...names: string[]): Promise<string[]> {
    const lines = String(await client.sendCommand(["INFO", section])).split("\r\n");
    return names.map(
      (name) => lines.find((line) => line.startsWith(`${name}:`))?.split(":")[1] ?? "",
    );
  }
  const sumOf = async (section: string, ...names: string[]): Promise<number> =>
    (await info(section, ...names)).reduce((sum, value) => sum + Number(value), 0);
  const [version = ""] = await info("server", "redis_version");

  return {
    url,
    version,
    send: (...command) => client.sendCommand(command),
    cpuMs: async () => 1000 * (await sumOf("cpu", "used_cpu_user", "used_cpu_sys")),
    usedBytes: () => sumOf("memory", "used_memory"),
    networkBytes: () => sumOf("stats", "total_net_input_bytes", "total_net_output_bytes"),
    async keys(pattern) {
      const found: string[] = [];
      for await (const some of client.scanIterator({ MATCH: pattern, COUNT: 1_000 })) {
        found.push(...some);
      }
      return found;
    },
    async close() {
      client.destroy();
      child.kill();
      await exited;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
