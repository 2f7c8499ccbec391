import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "./src/index.ts",
    binding: "./src/binding.ts",
    citations: "./src/citations.ts",
    copyButton: "./src/copyButton.ts",
    entities: "./src/entities.ts",
    footnotes: "./src/footnotes.ts",
    highlight: "./src/highlight.ts",
    lineBreaks: "./src/lineBreaks.ts",
    math: "./src/math.ts",
    scrollTable: "./src/scrollTable.ts",
  },
  copy: ["src/style.css"],
  format: "esm",
  platform: "neutral",
  target: "es2022",
  dts: { oxc: true },
  sourcemap: true,
  // the sources stand in the package themselves
  outputOptions: { sourcemapExcludeSources: true },
});
