import cluster, { type Worker } from "node:cluster";
import { createLogger } from "../log.ts";
import type { ServeCommand } from "./commandLine.ts";
import { DEFAULT_PORT, type Environment } from "./environment.ts";
import { findPort } from "./listen.ts";
import { SIGNALS } from "./signals.ts";

// A worker that can't begin, as while Redis is away, would else be started over and over.
const START_AT_MOST_EVERY_MS = 1_000;

/** What a worker says to the process that started it once it serves. */
export const SERVING = "serving";

/**
 * Serves with many processes on one port, each of which runs this very command. A worker that ends is started again. A
 * signal ends all of them together, and this process with them.
 * @throws CliError when the port can't be had.
 */
export async function superviseWorkers(
  { workers, port, host, logLevel }: ServeCommand,
  environment: Environment,
): Promise<void> {
  const logger = createLogger({ level: logLevel });
  const startedAtMs = new Map<number, number>();
  let isServing = false;
  let isEnding = false;
  let exitCode = 0;

  function start(): void {
    startedAtMs.set(cluster.fork().id, performance.now());
  }

  function startAgain({ id }: Worker): void {
    const agoMs = performance.now() - (startedAtMs.get(id) ?? 0);
    startedAtMs.delete(id);
    setTimeout(() => {
      if (!isEnding) start();
    }, START_AT_MOST_EVERY_MS - agoMs);
  }

  // The first one alone finds out whether the file and the store can be used, and says so if not.
  cluster.on("message", (_worker, message: unknown) => {
    if (message !== SERVING || isServing) return;
    isServing = true;
    for (let more = 1; more < workers; more++) start();
  });

  cluster.on("exit", (worker, code: number | null, signal: string | null) => {
    if (isEnding) {
      exitCode ||= code ?? 0;
      if (running().length === 0) process.exit(exitCode);
    } else if (isServing) {
      logger.error({ worker: worker.id, code, signal }, "worker ended");
      startAgain(worker);
    } else process.exit(code ?? 1);
  });

  for (const signal of SIGNALS) {
    process.on(signal, () => {
      const isSecond = isEnding;
      isEnding = true;
      for (const { process: child } of running()) child.kill(isSecond ? "SIGKILL" : "SIGTERM");
      if (isSecond) process.exit(1);
      if (running().length === 0) process.exit(exitCode);
    });
  }

  const found = await findPort(port ?? environment.port ?? DEFAULT_PORT, host);
  // Where ports can't be shared, workers take connections from one socket. Node would hand them out in turn, and leave those
  // hanging that were on their way to a worker that died.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  // Of an option that is given twice the last one counts.
  cluster.setupPrimary({ args: [...process.argv.slice(2), "--port", String(found)] });
  start();
}

function running(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}
