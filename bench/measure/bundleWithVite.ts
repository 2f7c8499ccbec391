import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build, type Rolldown } from "vite";

/** Bundles and minifies a module for production with Vite, frameworks left out; what is imported only when needed is too. */
export async function bundleWithVite(code: string): Promise<string> {
  const entry = "\0entry";
  const { output } = (await build({
    root: fileURLToPath(new URL("..", import.meta.url)),
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [
      svelte({ configFile: false, emitCss: false }),
      {
        name: "entry",
        resolveId: (id) => (id === "entry" ? entry : undefined),
        load: (id) => (id === entry ? code : undefined),
      },
    ],
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: {
        input: "entry",
        preserveEntrySignatures: "strict",
        external: /^(vue|svelte|solid-js|react|react-dom)(\/|$)/,
      },
    },
  })) as Rolldown.RolldownOutput;
  const chunks = output.filter((file) => file.type === "chunk");
  const first = chunks.find(({ isEntry }) => isEntry);
  return chunks
    .filter((chunk) => chunk === first || first?.imports.includes(chunk.fileName))
    .map(({ code }) => code)
    .join("\n");
}
