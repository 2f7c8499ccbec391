import { defineConfig } from "tsdown";

export default defineConfig({
  entry: {
    index: "./src/index.ts",
    markdown: "./src/markdown/index.ts",
    StreamingMarkdown: "./src/markdown/StreamingMarkdown.tsx",
  },
  format: "esm",
  platform: "neutral",
  target: "es2022",
  dts: { oxc: true },
  // what renders Markdown works in a server component
  banner: ({ fileName }) => (fileName === "markdown.js" ? undefined : '"use client";'),
});
