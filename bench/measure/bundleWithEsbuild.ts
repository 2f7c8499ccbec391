import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { compile, compileModule } from "svelte/compiler";
import { leftToUsers } from "../site/leftToUsers.ts";

const FRAMEWORKS = ["vue", "svelte", "solid-js", "react", "react-dom"];

/** Bundles and minifies a module for production with esbuild, frameworks left out; what is imported only when needed is too. */
export async function bundleWithEsbuild(code: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL("..", import.meta.url)) },
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    outdir: "bundle",
    conditions: ["svelte"],
    define: { "process.env.NODE_ENV": '"production"' },
    external: [...FRAMEWORKS, ...leftToUsers],
    plugins: [compilesSvelte],
  });
  const { outputs } = metafile;
  const [entry] =
    Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === "<stdin>") ?? [];
  const wanted = new Set(entry === undefined ? [] : [entry]);
  // a set takes more while it is gone through: what is imported is, and what that imports
  for (const path of wanted) {
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && imported in outputs) wanted.add(imported);
    }
  }
  return outputFiles
    .filter(({ path }) => [...wanted].some((name) => path.endsWith(name)))
    .map(({ text }) => text)
    .join("\n");
}

/** As the Svelte plugins of bundlers do. */
const compilesSvelte: Plugin = {
  name: "svelte",
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte(\.js)?$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const options = { filename: path, generate: "client", dev: false } as const;
      const { js } = path.endsWith(".js")
        ? compileModule(source, options)
        : compile(source, { ...options, css: "injected" });
      return { contents: js.code };
    });
  },
};
