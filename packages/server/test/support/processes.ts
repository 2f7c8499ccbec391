import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { RedisTiming } from "../../src/store/redis/timing.ts";
import { asBackend } from "../support.ts";

/** What a server process says. */
export interface Said {
  readonly event: "listening" | "called" | "aborted" | "ended" | "error";
  readonly port?: number;
  readonly runId?: string;
  readonly status?: string;
  readonly message?: string;
  /** When it was heard, on the clock of `performance.now()`. */
  readonly atMs: number;
}

/** A server in a process of its own, ended when the test has finished. */
export interface ServerProcess {
  /** Its base, `http://127.0.0.1:…/api/v1`. */
  readonly base: string;
  readonly child: ChildProcess;
  readonly said: readonly Said[];
  token(): Promise<string>;
  /** `POST /run/count/stream`, or of another workflow. */
  run(token: string, inputs: object, headers?: HeadersInit, workflowId?: string): Promise<Response>;
  /** Said of this kind so far. */
  heard(event: Said["event"]): Said[];
}

/** Starts a server process and waits until it listens. */
export async function startServerProcess(
  url: string,
  prefix: string,
  timing: RedisTiming,
): Promise<ServerProcess> {
  const options = JSON.stringify({ url, prefix, timing });
  const child = startScript("cluster/serverProcess.ts", [options]);
  const said: Said[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server process ended with ${code}`)));
    createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) => {
      const event = { ...(JSON.parse(line) as Said), atMs: performance.now() };
      said.push(event);
      if (event.port !== undefined) resolve(event.port);
    });
  });
  const base = `http://127.0.0.1:${port}/api/v1`;
  return {
    base,
    child,
    said,
    async token() {
      const response = await fetch(`${base}/token?ttl=300`, { headers: asBackend });
      return ((await response.json()) as { token: string }).token;
    },
    run: (token, inputs, headers = {}, workflowId = "count") =>
      fetch(`${base}/run/${workflowId}/stream?token=${token}`, {
        method: "POST",
        headers,
        body: JSON.stringify(inputs),
      }),
    heard: (event) => said.filter((one) => one.event === event),
  };
}

/** Runs a script of this folder to its end and returns the JSON it writes. */
export async function runScript<Result>(
  script: string,
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): Promise<Result> {
  const child = startScript(script, args, nodeArgs);
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${output}`);
  return JSON.parse(output) as Result;
}

function startScript(
  script: string,
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): ChildProcess {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const child = spawn(process.execPath, [...nodeArgs, path, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}
