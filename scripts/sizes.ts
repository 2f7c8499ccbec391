import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

// the sizes that the README states are those that were measured, to 0.1 kB; `pnpm bench size` carries them into bench/RESULTS.md
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
      `| ${name.replace(/(?<=: ).*/, "`$&`")} | ${(size / 1_000).toFixed(1)} kB |`,
  )
  .filter((row) => !readme.includes(row));
if (wrong.length > 0) {
  console.error(`README.md should say:\n${wrong.join("\n")}\nand then run \`pnpm bench size\`.`);
  process.exit(1);
}
console.log(`The README's ${measured.length} sizes are true.`);
