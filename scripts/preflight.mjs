// Runs on whatever Node the host has, before anything else: says clearly what is missing.
import { existsSync } from "node:fs";

const major = Number(process.versions.node.split(".")[0]);
const fail = (message) => {
  console.error(`\n${message}\n`);
  process.exit(1);
};
if (!existsSync(new URL("../node_modules/.bin/turbo", import.meta.url)))
  fail(
    "The dependencies are not installed: see the install error above, then run `npx -y pnpm@12.21.0 install`.",
  );
if (major < 22)
  fail(
    `This needs the Node that the project installs, but ran on ${process.version}: start it with \`npx -y pnpm@12.21.0 demo\` or \`… test\`.`,
  );
