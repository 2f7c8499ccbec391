import { globSync, readFileSync } from "node:fs";
import { sep } from "node:path";

/** Read as files, not as modules: each example has a configuration of its own for those. The site is built in its own folder. */
const ROOT = "../../examples";

/** A file of an example, by its path in the example's folder. */
interface ExampleFile {
  readonly path: string;
  readonly code: string;
}

/** Names that a folder's own is no good for. */
const NAMES: Readonly<Record<string, string>> = {
  next: "Next",
  nuxt: "Nuxt",
  sveltekit: "SvelteKit",
  solidstart: "SolidStart",
  vite: "Vite alone",
  "ai-sdk-route": "An AI SDK route",
};

/** The examples with the files that make them, whatever examples there are; a configuration that is the framework's own is none. */
export function examples(): { folder: string; name: string; files: ExampleFile[] }[] {
  const byFolder = new Map<string, ExampleFile[]>();
  for (const file of globSync("*/{,{app,pages,server,src}/**/}*.{ts,tsx,vue,svelte}", {
    cwd: ROOT,
  })) {
    const [folder = "", ...path] = file.split(sep);
    const code = readFileSync(`${ROOT}/${file}`, "utf8");
    if (!code.includes("@workflow-stream/") && !code.includes("<StreamingText")) continue;
    const files = byFolder.get(folder) ?? [];
    byFolder.set(folder, [...files, { path: path.join("/"), code: code.trimEnd() }]);
  }
  return [...byFolder].map(([folder, files]) => ({ folder, name: NAMES[folder] ?? folder, files }));
}
