import { run } from "./run.ts";

// runs the built core on each Node that is supported; each is fetched from the npm registry once
const ok = ["20", "22", "24"].map((major) =>
  run("npx", ["-y", "-p", `node@${major}`, "node", "scripts/smoke.mjs"]),
);
process.exit(ok.every(Boolean) ? 0 : 1);
