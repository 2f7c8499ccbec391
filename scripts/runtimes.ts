import { run } from "./run.ts";

// runs the built core and server on each Node that is supported, or on those that are named; each is fetched from the npm registry once
const SUPPORTED = ["20.3", "22", "24", "26"];

const named = process.argv.slice(2);
const versions = named.length > 0 ? named : SUPPORTED;
const ok = versions.map((version) =>
  run("npx", ["-y", "-p", `node@${version}`, "node", "scripts/smoke.mjs"]),
);
process.exit(ok.every(Boolean) ? 0 : 1);
