import { defineConfig } from "tsdown";

export default defineConfig({
  // the runtime's files stand by themselves: the app's own build bundles them, the module only names them
  entry: {
    module: "./src/module.ts",
    "runtime/belowBase": "./src/runtime/belowBase.ts",
    "runtime/listener": "./src/runtime/listener.ts",
  },
  format: "esm",
  platform: "node",
  target: "es2022",
  dts: true,
  sourcemap: true,
  // the sources stand in the package themselves
  outputOptions: { sourcemapExcludeSources: true },
  fixedExtension: false,
});
