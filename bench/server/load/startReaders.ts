import { fork } from "node:child_process";
import { once } from "node:events";

/** What is to be read. */
export interface ReadersConfig {
  readonly origin: string;
  /** Runs of their own, each read by one connection. */
  readonly streams: number;
  /** How long each of them goes on. */
  readonly runSeconds: number;
  readonly watchMs: number;
}

/** How the streams were opened. */
export interface Opened {
  /** How many of them the server did not begin. */
  readonly refused: number;
  readonly openedMs: number;
}

/** What came while they were watched. */
export interface Read {
  readonly deltas: number;
  readonly lateP99Ms: number;
}

/** Streams that flow, read by a process of their own. */
export interface Readers extends Opened {
  /** Watches them once, and ends the process. */
  watch(): Promise<Read>;
}

/** Opens the streams. */
export async function startReaders(config: ReadersConfig): Promise<Readers> {
  const child = fork(new URL("readers.ts", import.meta.url), [JSON.stringify(config)]);
  const exited = once(child, "exit").then(() => {
    throw new Error("the readers ended before they had read");
  });
  const [opened] = (await Promise.race([once(child, "message"), exited])) as [Opened];
  return {
    ...opened,
    async watch() {
      const answer = once(child, "message");
      child.send("watch");
      const [read] = (await Promise.race([answer, exited])) as [Read];
      return read;
    },
  };
}
