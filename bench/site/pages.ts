import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import react from "@vitejs/plugin-react";
import vue from "@vitejs/plugin-vue";
import { build, type PluginOption } from "vite";
import solid from "vite-plugin-solid";
import { contendersOf, type Framework } from "../contenders.ts";
import { leftToUsers } from "./leftToUsers.ts";
import { pagesFolder } from "./pagesFolder.ts";

const plugins: Record<Framework, () => PluginOption> = {
  none: () => [],
  vue,
  svelte: () => svelte({ configFile: false, emitCss: false }),
  solid,
  react,
};

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Builds the contenders' pages for production: one script each, `<id>.js`.
 * @param isReadable keeps names, for profiles.
 */
export async function buildPages(isReadable = false): Promise<void> {
  for (const framework of Object.keys(plugins) as Framework[]) {
    const ids = contendersOf(framework).map(({ id }) => id);
    await build({
      root,
      configFile: false,
      base: `/${framework}/`,
      logLevel: "error",
      define: { "process.env.NODE_ENV": '"production"' },
      plugins: [plugins[framework]()],
      resolve: { dedupe: ["vue", "svelte", "solid-js", "react", "react-dom"] },
      build: {
        outDir: `${pagesFolder}/${framework}`,
        emptyOutDir: true,
        target: "es2022",
        minify: !isReadable,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          external: leftToUsers,
          input: Object.fromEntries(ids.map((id) => [id, entryOf(id)])),
          output: { entryFileNames: "[name].js" },
          preserveEntrySignatures: false,
        },
      },
    });
  }
}

function entryOf(id: string): string {
  const path = `${root}contenders/${id}.ts`;
  return existsSync(path) ? path : `${path}x`;
}
