import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

interface RunOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
}

const needsShell = process.platform === "win32";

/** Runs a command of the project with its output shown, in a folder of it or at its root; whether it succeeded. */
export function run(
  command: string,
  args: readonly string[],
  { env, cwd }: RunOptions = {},
): boolean {
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    shell: needsShell,
    ...(cwd && { cwd }),
    env: environment(env),
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** Like `run`, beside other commands: the output is shown as a whole, when the command has ended. */
export async function runBeside(
  command: string,
  args: readonly string[],
  { env, cwd }: RunOptions = {},
): Promise<boolean> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    shell: needsShell,
    ...(cwd && { cwd }),
    env: environment(env),
  });
  try {
    const [output, errors, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, "close"),
    ]);
    process.stdout.write(output);
    process.stderr.write(errors);
    return status === 0;
  } catch (error) {
    console.error(`${command}: ${(error as Error).message}`);
    return false;
  }
}

function environment(added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", ...added };
}
