import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "./src/index.ts",
    markdown: "./src/markdown/index.ts",
    formats: "./src/formats.ts",
    persist: "./src/persist.ts",
    testing: "./src/testing.ts",
  },
  format: "esm",
  platform: "neutral",
  target: "es2022",
  dts: true,
  sourcemap: true,
  // the sources stand in the package themselves
  outputOptions: { sourcemapExcludeSources: true },
});
