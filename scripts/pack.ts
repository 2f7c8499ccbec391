import { join } from "node:path";
import { run } from "./run.ts";

/**
 * Builds packages of the project and packs them as they are published, with core and markdown, which the bindings bring along.
 * @returns the tarballs by the names of their folders in `packages/`.
 */
export function packPackages(names: readonly string[], folder: string): Map<string, string> {
  const all = [...new Set(["core", "markdown", ...names])];
  const filters = all.map((name) => `--filter=./packages/${name}`);
  if (!run("turbo", ["run", "build", ...filters, "--output-logs=errors-only"]))
    throw new Error("The build failed");
  const tarballs = new Map(all.map((name) => [name, join(folder, `${name}.tgz`)]));
  for (const [name, tarball] of tarballs)
    if (!run("pnpm", ["--silent", "--dir", `packages/${name}`, "pack", "--out", tarball]))
      throw new Error(`${name} could not be packed`);
  return tarballs;
}
