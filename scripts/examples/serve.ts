import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../freePort.ts";

/** How long an app may take until it answers, in ms. */
const START_TIMEOUT_MS = 90_000;

/** How long it may take to end when it is asked to, in ms. */
const END_TIMEOUT_MS = 5000;

/** Environment in which no framework tells anybody that it runs. */
export const quiet: NodeJS.ProcessEnv = {
  ASTRO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  NUXT_TELEMETRY_DISABLED: "1",
};

/** An app that is served until it is closed. */
export interface ServedApp {
  readonly origin: string;
  /** What it wrote to the terminal. */
  output(): string;
  close(): Promise<void>;
}

/** Serves the app of a folder by a command of its own, and waits until it answers. */
export async function serveApp(
  folder: string,
  commandAt: (port: number) => readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ServedApp> {
  const port = await freePort("localhost");
  const [command = "", ...args] = commandAt(port);
  const origin = `http://localhost:${port}`;
  let output = "";
  // a process group of its own, since commands start servers as processes of theirs
  const child = spawn(command, args, {
    cwd: folder,
    detached: true,
    env: { ...environmentOf(folder), PORT: `${port}`, HOST: "localhost", ORIGIN: origin, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  const served: ServedApp = { origin, output: () => output, close: () => endGroup(child) };
  const endsAtMs = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(origin))) {
    if (child.exitCode === null && Date.now() < endsAtMs) {
      await sleep(200);
      continue;
    }
    await served.close();
    throw new Error(`${[command, ...args].join(" ")} does not answer:\n${output}`);
  }
  return served;
}

/** The environment of a command of an app: its own binaries first, and nothing of the test runner. */
export function environmentOf(folder: string): NodeJS.ProcessEnv {
  const { NODE_ENV: _, ...env } = process.env;
  const path = [join(folder, "node_modules/.bin"), process.env.PATH].join(":");
  return { ...env, ...quiet, PATH: path };
}

async function answers(origin: string): Promise<boolean> {
  return fetch(origin, { signal: AbortSignal.timeout(30_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, "SIGTERM");
  await Promise.race([ended, sleep(END_TIMEOUT_MS, undefined, { ref: false })]);
  // whoever of the group is left; none, where it is gone
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    return;
  }
  await ended;
}
