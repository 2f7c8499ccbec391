import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { manifestOf } from "./manifest.ts";

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

/**
 * What is wrong with a package's source maps: a debugger finds the sources of each in the package, where they are shipped once, not in
 * the map again. What has no map is JavaScript as it was written, but for its types: Svelte's.
 */
export function faultyMaps(folder: string): string[] {
  // npm ships the manifest whatever it names
  const shipped = new Set(["package.json", ...(manifestOf(folder).files ?? [])]);
  return globSync(`${folder}/dist/**/*.map`).flatMap((path) => {
    const { sources, sourcesContent = [] } = JSON.parse(readFileSync(path, "utf8")) as SourceMap;
    const isTwice = sourcesContent.some((content) => content !== null);
    const lost = sources.filter((source) => {
      const file = resolve(dirname(path), source);
      const [top = ""] = relative(folder, file).split(/[/\\]/);
      return !existsSync(file) || !shipped.has(top);
    });
    return [
      ...(isTwice ? [`${path} holds sources, which the package ships already`] : []),
      ...lost.map((source) => `${path} leads to ${source}, which the package doesn't ship`),
    ];
  });
}
