import { parseArgs } from "node:util";
import { CliError, messageOf } from "./failure.ts";

/** How to serve. What is absent is left to the environment, the file, or the default, in this order. */
export interface ServeCommand {
  readonly name: "serve";
  readonly file: string;
  readonly store?: string;
  readonly port?: number;
  readonly host?: string;
  readonly basePath?: string;
  readonly origins?: "*" | readonly string[];
  readonly trustProxy?: number | readonly string[];
  /** How many processes serve. */
  readonly workers: number;
  readonly graceMs: number;
  readonly logLevel: LogLevel;
  readonly logErrorMessages: boolean;
}

/** What to describe. */
export interface OpenApiCommand {
  readonly name: "openapi";
  readonly file: string;
  readonly basePath?: string;
}

/** What a command line asks for. */
export type Command =
  | ServeCommand
  | OpenApiCommand
  | { readonly name: "keygen"; readonly keyName?: string }
  | { readonly name: "help" | "version" };

const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

// More than any machine has cores: a slip of the finger must not start ten thousand processes.
const MOST_WORKERS = 1_024;

const OPTIONS = {
  store: { type: "string" },
  port: { type: "string" },
  host: { type: "string" },
  "base-path": { type: "string" },
  origins: { type: "string" },
  "trust-proxy": { type: "string" },
  workers: { type: "string", default: "1" },
  "grace-seconds": { type: "string", default: "10" },
  "log-level": { type: "string", default: "info" },
  "log-error-messages": { type: "boolean", default: false },
  name: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/**
 * Reads a command line, without the program's name.
 * @throws CliError with exit code 2.
 */
export function readCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help) return { name: "help" };
  if (values.version) return { name: "version" };
  const [name, file, ...more] = positionals;
  if (name === "keygen" && file === undefined) {
    return { name, ...(values.name !== undefined && { keyName: values.name }) };
  }
  if (name !== "serve" && name !== "openapi") {
    throw usage(name ? `there is no command "${name}"` : "no command given");
  }
  if (file === undefined) throw usage(`which file? workflow-stream ${name} workflows.ts`);
  if (more.length > 0) throw usage(`one file, not also ${more.join(" ")}`);
  const { store, port, host, origins } = values;
  const basePath = values["base-path"];
  if (name === "openapi") return { name, file, ...(basePath !== undefined && { basePath }) };
  const proxies = values["trust-proxy"];
  return {
    name,
    file,
    ...(store !== undefined && { store }),
    ...(port !== undefined && { port: readPort(port, "--port", 2) }),
    ...(host !== undefined && { host }),
    ...(basePath !== undefined && { basePath }),
    ...(origins !== undefined && { origins: origins === "*" ? origins : readList(origins) }),
    ...(proxies !== undefined && {
      trustProxy: /^\d+$/.test(proxies) ? Number(proxies) : readList(proxies),
    }),
    workers: readWorkers(values.workers),
    graceMs: readSeconds(values["grace-seconds"]) * 1000,
    logLevel: readLevel(values["log-level"]),
    logErrorMessages: values["log-error-messages"],
  };
}

/** Reads a port. @throws CliError when it is none. */
export function readPort(text: string, from: string, exitCode: 1 | 2): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CliError(`${from} must be a whole number from 0 to 65535, not "${text}"`, { exitCode });
}

/** The members of a list with commas; empty ones don't count. */
export function readList(text: string): string[] {
  return text
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "");
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw usage(messageOf(error));
  }
}

function readWorkers(text: string): number {
  const workers = Number(text);
  if (Number.isSafeInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return workers;
  throw usage(`--workers must be a whole number from 1 to ${MOST_WORKERS}, not "${text}"`);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== "" && seconds >= 0 && seconds < Infinity) return seconds;
  throw usage(`--grace-seconds must be a number of seconds, not "${text}"`);
}

function readLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level) return level;
  throw usage(`--log-level must be one of ${LOG_LEVELS.join(", ")}, not "${text}"`);
}

function usage(message: string): CliError {
  return new CliError(`${message}\nworkflow-stream --help says more.`, { exitCode: 2 });
}
