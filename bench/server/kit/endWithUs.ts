import type { ChildProcess } from "node:child_process";

/** Ends a child when this process ends, by a signal too. */
export function endWithUs(child: ChildProcess): void {
  const kill = (): void => void child.kill();
  process.on("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  // A signal that nobody listens to ends a process without its exit handlers.
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    if (process.listenerCount(signal) === 0) process.on(signal, () => process.exit(1));
  }
}
