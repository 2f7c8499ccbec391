import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { Readable } from "node:stream";
import { startProcess, stopProcess } from "./processes.ts";

/** The file descriptor on which Xvfb tells the display that it took. */
const NUMBER_FD = 3;
const SCREEN = "1600x1200x24";

/** A display that nobody sees. */
export interface Display {
  /** What belongs into `DISPLAY`. */
  readonly name: string;
  close(): Promise<void>;
}

/** Starts an X server on the first display number that is free. */
export async function startDisplay(command: string): Promise<Display> {
  const server = startProcess(
    command,
    ["-displayfd", String(NUMBER_FD), "-screen", "0", SCREEN, "-nolisten", "tcp"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  return { name: `:${await numberOf(server)}`, close: () => stopProcess(server) };
}

async function numberOf(server: ChildProcess): Promise<string> {
  const told = server.stdio[NUMBER_FD] as Readable;
  const ended = once(server, "exit").then(() => text(told));
  const line = await Promise.race([once(told, "data").then(([data]) => String(data)), ended]);
  const number = line.trim();
  if (!number) throw new Error("Xvfb found no display number that is free.");
  return number;
}
