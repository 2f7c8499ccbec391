import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

interface Measured {
  readonly name: string;
  readonly size: number;
}

/**
 * The sizes of what users import, in bytes by `package: import`, as `size-limit` measures them, whether they are within their limits or not.
 * @throws Error when the packages are not built.
 */
export function measureSizes(): ReadonlyMap<string, number> {
  const cwd = resolve(import.meta.dirname, "..");
  const { stdout, stderr } = spawnSync("size-limit", ["--json"], { cwd, encoding: "utf8" });
  if (!stdout.startsWith("[")) throw new Error(`size-limit measured nothing: ${stdout}${stderr}`);
  const measured = JSON.parse(stdout) as readonly Measured[];
  return new Map(measured.map(({ name, size }) => [name, size]));
}
