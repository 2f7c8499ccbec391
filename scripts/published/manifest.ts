import { readFileSync } from "node:fs";

type Target = string | Readonly<Record<string, string>>;

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, Target>>;
}

/** The manifest of the package in a folder. */
export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Manifest;
}

export function isPublished(folder: string): boolean {
  return manifestOf(folder).private !== true;
}

/** The declarations of a package's entries, by the names that they are imported by. */
export function declarationsOf(folder: string): [name: string, file: string][] {
  const { name, exports = {} } = manifestOf(folder);
  return Object.entries(exports)
    .map(([entry, target]): [string, string] => {
      const file = typeof target === "string" ? target : (target.types ?? target.default ?? "");
      return [name + entry.slice(1), `${folder}/${file.replace(/(?<!\.d)\.[jt]s$/, ".d.ts")}`];
    })
    .filter(([, file]) => file.endsWith(".d.ts"));
}
