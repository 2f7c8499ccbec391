import { defineConfig, type UserConfig } from "tsdown";

const base: UserConfig = {
  format: "esm",
  platform: "neutral",
  target: "es2022",
  dts: { oxc: true },
  sourcemap: true,
};

export default defineConfig([
  {
    ...base,
    entry: {
      index: "./src/index.ts",
      binding: "./src/binding/index.ts",
      formats: "./src/formats/index.ts",
      persist: "./src/persist/index.ts",
    },
    // the sources stand in the package themselves
    outputOptions: { sourcemapExcludeSources: true },
  },
  // made of a package that is not published: its map has to hold the sources
  { ...base, clean: false, entry: { testing: "./src/testing.ts" } },
]);
