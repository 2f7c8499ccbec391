import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { manifestOf } from "./manifest.ts";

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

/**
 * What is wrong with a package's source maps: a debugger finds the sources of each once, in the package that ships them or, those of another
 * package, in the map itself. What has no map is JavaScript as it was written, but for its types: Svelte's.
 */
export function faultyMaps(folder: string): string[] {
  const shipped = manifestOf(folder).files ?? [];
  const isShipped = (file: string): boolean => {
    const [top = ""] = relative(folder, file).split(/[/\\]/);
    return existsSync(file) && (shipped.includes(top) || top === "package.json");
  };
  return globSync(`${folder}/dist/**/*.map`).flatMap((path) => {
    const { sources, sourcesContent = [] } = JSON.parse(readFileSync(path, "utf8")) as SourceMap;
    return sources.flatMap((source, at) => {
      const isHeld = typeof sourcesContent[at] === "string";
      const isThere = isShipped(resolve(dirname(path), source));
      if (isHeld && isThere) return [`${path} holds ${source}, which the package ships already`];
      return isHeld || isThere ? [] : [`${path} leads to ${source}, which nobody ships`];
    });
  });
}
