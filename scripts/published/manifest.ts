import { readFileSync } from "node:fs";

interface Manifest {
  readonly private?: boolean;
  readonly files?: readonly string[];
}

/** The manifest of the package in a folder. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Manifest;
}

export function isPublished(folder: string): boolean {
  return manifestOf(folder).private !== true;
}
