import { defineConfig, type UserConfig } from "tsdown";
import solid from "unplugin-solid/rolldown";

const base: UserConfig = {
  format: "esm",
  platform: "neutral",
  target: "es2022",
  clean: false,
  dts: false,
  sourcemap: true,
  // the sources stand in the package themselves, once for all three builds
  outputOptions: { sourcemapExcludeSources: true },
};

export default defineConfig([
  // compiled for the DOM (hydratable) + the one set of .d.ts
  {
    ...base,
    clean: true,
    entry: {
      index: "./src/index.ts",
      markdown: "./src/markdown/index.ts",
      // without JSX, so once for all
      formats: "./src/formats.ts",
      persist: "./src/persist.ts",
      testing: "./src/testing.ts",
    },
    dts: { oxc: true },
    plugins: [solid({ solid: { generate: "dom", hydratable: true } })],
  },
  // compiled for SSR
  {
    ...base,
    entry: { server: "./src/index.ts", "markdown-server": "./src/markdown/index.ts" },
    plugins: [solid({ solid: { generate: "ssr", hydratable: true } })],
  },
  // JSX preserved: types stripped only; the consumer's Solid compiler does the rest
  {
    ...base,
    entry: { index: "./src/index.ts", markdown: "./src/markdown/index.ts" },
    outDir: "dist/source",
    unbundle: true,
    outExtensions: () => ({ js: ".jsx" }),
    inputOptions: { transform: { jsx: "preserve" } },
  },
]);
