import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const STOP_TIMEOUT_MS = 2000;
/** The signals that end this process, and its exit code then. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** A browser that was killed may still be writing. */
const REMOVE = { recursive: true, force: true, maxRetries: 5 };

const running = new Set<ChildProcess>();
const folders = new Set<string>();

/** Starts a program in a process group of its own: what it starts in turn ends with it. */
export function startProcess(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; stdio?: StdioOptions } = {},
): ChildProcess {
  return own(spawn(command, args, { stdio: "ignore", ...options, detached: true }));
}

/** Sees to it that a process that leads its group does not outlive this one. */
export function own(child: ChildProcess): ChildProcess {
  const forget = (): void => {
    running.delete(child);
    watchIfNeeded();
  };
  running.add(child);
  child.once("exit", forget);
  child.once("error", forget);
  watchIfNeeded();
  return child;
}

/** Ends a process and its group, kindly at first. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const ended = once(child, "exit");
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
  // what the leader left behind
  signalGroup(child, "SIGKILL");
}

/** Makes a folder that is gone when this process ends, at the latest. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "workflow-stream-"));
  folders.add(folder);
  watchIfNeeded();
  return folder;
}

/** Removes a folder of `makeFolder`. */
export function removeFolder(folder: string): void {
  folders.delete(folder);
  watchIfNeeded();
  rmSync(folder, REMOVE);
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // the group is gone
  }
}

/** Listens for the end of this process while there is something that must not outlive it. */
function watchIfNeeded(): void {
  unwatch();
  if (running.size === 0 && folders.size === 0) return;
  process.on("exit", endAll);
  for (const signal of Object.keys(SIGNALS)) process.on(signal, exit);
}

function unwatch(): void {
  process.off("exit", endAll);
  for (const signal of Object.keys(SIGNALS)) process.off(signal, exit);
}

function exit(signal: keyof typeof SIGNALS): void {
  process.exit(SIGNALS[signal]);
}

function endAll(): void {
  for (const child of running) signalGroup(child, "SIGKILL");
  for (const folder of folders) rmSync(folder, REMOVE);
}
