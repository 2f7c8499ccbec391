import { globSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** What an install and a checkout bring, and nobody writes. */
const NOT_WRITTEN = new Set(["package.json", ".gitignore"]);

/**
 * How many lines of an app were written: those that its framework's starter does not have, blank lines left out.
 * @param untouched files that are the starter's as they come.
 * @param starter the folder with the starter's own of the files that were changed.
 */
export function countLines(folder: string, untouched: readonly string[], starter: string): number {
  const files = globSync("**/*", { cwd: folder })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.split(sep).join("/"));
  const missing = untouched.filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`${folder} has no ${missing.join(", ")}`);
  return files
    .filter((file) => !untouched.includes(file) && !NOT_WRITTEN.has(file))
    .reduce(
      (total, file) => total + added(linesOf(join(starter, file)), linesOf(join(folder, file))),
      0,
    );
}

function linesOf(file: string): string[] {
  const content = statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, "utf8") : "";
  return content
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** How many lines stand in `after` beside the longest sequence that it has in common with `before`. */
function added(before: readonly string[], after: readonly string[]): number {
  let row = Array.from({ length: after.length + 1 }, () => 0);
  for (const line of before) {
    const next = [0];
    for (const [index, other] of after.entries())
      next.push(line === other ? row[index]! + 1 : Math.max(row[index + 1]!, next[index]!));
    row = next;
  }
  return after.length - row[after.length]!;
}
