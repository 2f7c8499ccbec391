import { spawnSync } from "node:child_process";

/**
 * Where a syntax error is, as `file:line`; empty when it is in a file that this one imports. Node puts the place into the stack of errors
 * in TypeScript; for JavaScript it shows it only when it ends of them, so that a check of the file has to tell.
 */
export function syntaxPlace(thrown: unknown, path: string): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  return placeIn(stack) ?? placeIn(check(path)) ?? "";
}

function check(path: string): string {
  return spawnSync(process.execPath, ["--check", path], { encoding: "utf8" }).stderr;
}

function placeIn(text: string): string | undefined {
  const [first = ""] = text.split("\n");
  return /^(?:file:\/\/)?(\/.*:\d+|[A-Za-z]:\\.*:\d+)$/.exec(first)?.[1];
}
