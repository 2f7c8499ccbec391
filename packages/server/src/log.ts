import { pino, stdTimeFunctions, type DestinationStream, type Logger } from "pino";

/** How to log. */
export interface LogOptions {
  /** The least severe level that is written. Default `info`. */
  readonly level?: "debug" | "info" | "warn" | "error" | "silent";
  /** Where the lines go. Default: stdout. */
  readonly destination?: DestinationStream;
}

/**
 * Creates a pino logger for the option `logger`: one line of JSON each, with the level by name and the time in UTC.
 * @example
 * ```ts
 * createWorkflowServer({ workflows, secretKeys, logger: createLogger({ level: "warn" }) });
 * ```
 */
export function createLogger({ level = "info", destination }: LogOptions = {}): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}
