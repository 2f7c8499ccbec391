import cluster from "node:cluster";
import type { Logger } from "pino";
import { SIGNALS } from "./signals.ts";

/** How a serving process ends. */
export interface Ending {
  /** How long running runs may go on, in ms. */
  readonly graceMs: number;
  /** What is logged of something thrown. */
  describe(thrown: unknown): object;
  /** Takes no new connections. */
  leave(): void;
  /** Lets go of all that is served. */
  drain(): Promise<void>;
}

/**
 * Ends the process in good order: with 0 after a signal, with 1 after something that nobody caught, as what stands after that is
 * not to be trusted with new work. Runs that go on may end in both cases. A second signal exits at once.
 */
export function endInOrder(logger: Logger, { graceMs, describe, leave, drain }: Ending): void {
  let signals = 0;
  let exitCode = 0;
  let ended: Promise<void> | undefined;

  function fail(thrown: unknown): void {
    exitCode = 1;
    logger.fatal(describe(thrown), "fatal");
  }

  async function end(reason: object): Promise<void> {
    logger.info({ ...reason, graceMs }, "draining");
    await drain().catch(fail);
    logger.info({}, "closed");
    process.exit(exitCode);
  }

  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // A worker is told by whoever started it, and perhaps by the terminal too: only the first of them counts the signals.
      if (++signals > 1 && cluster.isPrimary) process.exit(1);
      ended ??= end({ signal });
    });
  }
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (thrown: unknown) => {
      fail(thrown);
      // The other workers serve whoever comes, and this one would refuse them.
      if (cluster.isWorker) leave();
      ended ??= end({ reason: event });
    });
  }
}
