import type { WorkflowServerBounds } from "@workflow-stream/server";
import { fork } from "node:child_process";
import { once } from "node:events";

/** The key of all measured servers. */
export const SECRET_KEY = "sk_bench";

/** What a measured server runs with. */
export interface ServerConfig {
  /** Default: the memory store. */
  readonly redisUrl?: string;
  /** Before all keys in Redis. */
  readonly prefix?: string;
  readonly options?: WorkflowServerBounds;
}

/** How a measured process stands. */
export interface ServerState {
  readonly rssBytes: number;
  /** JavaScript's heap, and what it holds outside. */
  readonly heapBytes: number;
  /** CPU time since its start, in ms. */
  readonly cpuMs: number;
  /** Open sockets, timers and the like, by kind. */
  readonly resources: Readonly<Record<string, number>>;
  /** Runs that ended, by status. */
  readonly ended: Readonly<Record<"done" | "failed" | "aborted", number>>;
  /** What `onError` was told, and how often. */
  readonly errors: Readonly<Record<string, number>>;
}

/** A measured server in a process of its own. */
export interface ServerProcess {
  readonly origin: string;
  readonly pid: number;
  /** Looks at the process; `collect` (default true): after a garbage collection. */
  state(options?: { collect?: boolean }): Promise<ServerState>;
  /** Ends the process, and waits for its end. */
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback interface. */
export async function startServer(
  config: ServerConfig = {},
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess> {
  const child = fork(new URL("serverMain.ts", import.meta.url), [JSON.stringify(config)], {
    execArgv: ["--expose-gc", ...nodeOptions],
  });
  const exited = once(child, "exit");
  const [port] = (await Promise.race([once(child, "message"), failed(exited)])) as [number];
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    async state({ collect = true } = {}) {
      const answer = once(child, "message");
      child.send({ collect });
      return ((await answer) as [ServerState])[0];
    },
    async close() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

async function failed(exited: Promise<unknown[]>): Promise<never> {
  const [code] = await exited;
  throw new Error(`the server ended with ${code} at its start; is everything built (pnpm build)?`);
}
