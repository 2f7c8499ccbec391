import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "./src/index.ts",
    binding: "./src/binding/index.ts",
    formats: "./src/formats/index.ts",
    persist: "./src/persist/index.ts",
    testing: "./src/testing.ts",
  },
  format: "esm",
  platform: "neutral",
  target: "es2022",
  dts: { oxc: true },
  sourcemap: true,
  // the sources stand in the package themselves
  outputOptions: { sourcemapExcludeSources: true },
});
