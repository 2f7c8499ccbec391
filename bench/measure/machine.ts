import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";

/** When, where and of what figures were taken. */
export interface Machine {
  readonly date: string;
  /** The commit that was checked out; with `-dirty` where something was changed. */
  readonly commit: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  /** Of Node, and of all that took part, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Looks at this machine.
 * @param packages whose versions count.
 * @param others versions of what is no package.
 */
export function thisMachine(
  packages: readonly string[],
  others: Readonly<Record<string, string>>,
): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: said("git", "describe", "--always", "--dirty", "--exclude=*"),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    versions: {
      node: process.versions.node,
      ...others,
      ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
    },
  };
}

/** What a command says; empty where there is none such. */
export function said(command: string, ...args: string[]): string {
  const { stdout } = spawnSync(command, args, { cwd: import.meta.dirname, encoding: "utf8" });
  return stdout?.trim() ?? "";
}

function versionOf(name: string): string {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
