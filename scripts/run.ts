import { spawnSync } from "node:child_process";

/** Runs a command of the project with its output shown, in a folder of it or at its root; whether it succeeded. */
export function run(
  command: string,
  args: readonly string[],
  { env = {}, cwd }: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): boolean {
  const { status, error } = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
    ...(cwd && { cwd }),
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", ...env },
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}
