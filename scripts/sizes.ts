import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

// the sizes that the README states are those that were measured, rounded up to 0.1 kB
interface Measured {
  name: string;
  size: number;
}

const measured = JSON.parse(
  execFileSync("size-limit", ["--json"], { encoding: "utf8" }),
) as Measured[];
const readme = readFileSync("README.md", "utf8").replace(/ +/g, " ");
const wrong = measured
  .map(
    ({ name, size }) =>
      `| ${name.replace(/(?<=: ).*/, "`$&`")} | ${(Math.ceil(size / 100) / 10).toFixed(1)} kB |`,
  )
  .filter((row) => !readme.includes(row));
if (wrong.length > 0) {
  console.error(`README.md should say:\n${wrong.join("\n")}`);
  process.exit(1);
}
console.log(`The README's ${measured.length} sizes are true.`);
