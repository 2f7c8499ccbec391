import { transform } from "@solidjs/compiler";
import { defineConfig, type UserConfig } from "tsdown";

/** Compiles Solid's JSX; types are stripped by what comes after. */
function solid(generate: "dom" | "ssr"): NonNullable<UserConfig["plugins"]> {
  return {
    name: "solid",
    transform: {
      filter: { id: /\.tsx$/ },
      handler: (code, filename) => transform(code, { filename, generate, hydratable: true }),
    },
  };
}

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
    plugins: solid("dom"),
  },
  // compiled for SSR
  {
    ...base,
    entry: { server: "./src/index.ts", "markdown-server": "./src/markdown/index.ts" },
    plugins: solid("ssr"),
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
