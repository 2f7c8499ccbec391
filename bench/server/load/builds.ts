import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A build of the server, made for a measurement. */
export interface Build {
  /** Its short commit. */
  readonly commit: string;
  /** The folder of its JavaScript. */
  readonly dist: string;
  /** Removes it. */
  remove(): void;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const server = join(root, "packages/server");

// What a script calls "node" is the one that runs this.
const env = {
  ...process.env,
  PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
};
const MOST_OUTPUT_BYTES = 2 ** 28;

/** The build of this folder, as `pnpm build` left it. */
export const dist: string = join(server, "dist");

/**
 * Builds the server of a commit, with the dependencies that are installed here.
 * @throws Error when there is no such commit, or it can't be built.
 */
export function buildOf(revision: string): Build {
  const run = (command: string, args: readonly string[], cwd: string, input?: Buffer): Buffer =>
    execFileSync(command, args, { cwd, env, input, maxBuffer: MOST_OUTPUT_BYTES, stdio: "pipe" });
  const commit = run("git", ["rev-parse", "--short", revision], root).toString().trim();
  const folder = mkdtempSync(join(tmpdir(), "bench-before-"));
  const archive = run("git", ["archive", commit, "packages/server", "tsconfig.base.json"], root);
  run("tar", ["-x"], folder, archive);
  const built = join(folder, "packages/server");
  symlinkSync(join(server, "node_modules"), join(built, "node_modules"));
  run(join(server, "node_modules/.bin/tsdown"), ["--no-dts"], built);
  return {
    commit,
    dist: join(built, "dist"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
