import { execFileSync } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pagesFolder } from "../site/pagesFolder.ts";

/** An older commit, checked out, installed and built. */
export interface Before {
  /** Its short commit. */
  readonly commit: string;
  /** Its folder. */
  readonly root: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Builds an older commit in a folder of its own, which is kept for the next time, and puts its pages beside ours, below `before/`.
 * @throws Error when there is no such commit, or it can't be built.
 */
export function buildBefore(revision: string): Before {
  const run = (cwd: string, command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const commit = run(root, "git", "rev-parse", "--short", revision).trim();
  const folder = join(root, ".scratch", `before-${commit}`);
  if (!existsSync(folder)) run(root, "git", "worktree", "add", "--detach", folder, commit);
  run(folder, "pnpm", "install", "--frozen-lockfile", "--prefer-offline");
  run(folder, "pnpm", "exec", "turbo", "run", "build", "--filter=@workflow-stream/bench^...");
  run(
    folder,
    process.execPath,
    "-e",
    `import("./bench/site/pages.ts").then((m) => m.buildPages())`,
  );
  const pages = join(pagesFolder, "before");
  rmSync(pages, { recursive: true, force: true });
  cpSync(join(folder, "bench/dist"), pages, { recursive: true });
  return { commit, root: folder };
}
