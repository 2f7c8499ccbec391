import { defineConfig } from "tsdown";

export default defineConfig({
  // the runtime is a file of its own: the app's server bundles it, the module only names it
  entry: { module: "./src/module.ts", "runtime/listener": "./src/runtime/listener.ts" },
  format: "esm",
  platform: "node",
  target: "es2022",
  dts: true,
  sourcemap: true,
  // the sources stand in the package themselves
  outputOptions: { sourcemapExcludeSources: true },
  fixedExtension: false,
});
