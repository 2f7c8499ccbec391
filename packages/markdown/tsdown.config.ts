import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "./src/index.ts",
    binding: "./src/binding.ts",
    entities: "./src/entities.ts",
  },
  format: "esm",
  platform: "neutral",
  target: "es2022",
  dts: { oxc: true },
});
