import { loadEnv, type ResolvedConfig } from "vite";

/** What was taken from files, in this process. */
const taken = new Map<string, string>();

/** Gives this process what Vite's `.env` files say; what the environment says itself counts above them. */
export function takeEnvFiles({ mode, envDir }: Pick<ResolvedConfig, "mode" | "envDir">): void {
  // A server that Vite starts again after a change finds what the one before it has taken.
  for (const [name, value] of taken) if (process.env[name] === value) delete process.env[name];
  taken.clear();
  for (const [name, value] of Object.entries(loadEnv(mode, envDir, ""))) {
    if (process.env[name] !== undefined) continue;
    process.env[name] = value;
    taken.set(name, value);
  }
}
