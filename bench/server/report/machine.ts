import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, cpus, platform, totalmem } from "node:os";
import { startRedis } from "../kit/startRedis.ts";

/** Where figures were taken, and with which versions. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** Looks at this machine. */
export async function thisMachine(): Promise<Machine> {
  const redis = await startRedis();
  await redis.close();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    versions: {
      node: process.versions.node,
      "redis-server": redis.version,
      redis: versionOf("redis"),
      hono: versionOf("hono"),
      "@hono/node-server": versionOf("@hono/node-server"),
    },
  };
}

function versionOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name);
  const folder = entry.slice(0, entry.lastIndexOf(`/node_modules/${name}/`));
  const manifest = readFileSync(`${folder}/node_modules/${name}/package.json`, "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
