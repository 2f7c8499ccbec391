import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const cli = fileURLToPath(new URL("../../src/cli.ts", import.meta.url));

/** The command as a process of its own, in a directory of its own. */
export interface Running {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>;
}

/** How to start it. */
export interface Start {
  /** Files of its directory, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of Node itself. */
  readonly node?: readonly string[];
}

/** Starts it; it is killed when the test has finished. */
export function start(
  args: readonly string[],
  { files = {}, env = {}, node = [] }: Start = {},
): Running {
  const directory = mkdtempSync(join(tmpdir(), "cli-test-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  const child = spawn(process.execPath, [...node, cli, ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk));
  const ended = once(child, "close").then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
    rmSync(directory, { recursive: true, force: true });
  });
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

/** Runs it to its end. */
export async function run(
  args: readonly string[],
  options?: Start,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const running = start(args, options);
  const code = await running.ended;
  return { code, stdout: running.stdout(), stderr: running.stderr() };
}

/** Waits until it listens, and says on which port. */
export async function portOf({ stdout, stderr, child }: Running): Promise<number> {
  for (let i = 0; i < 200; i++) {
    const port = /"port":(\d+)/.exec(stdout())?.[1];
    if (port) return Number(port);
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it never listened: ${stderr()}`);
}
