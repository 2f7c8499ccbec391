import { defineConfig } from "tsdown";

/** What works in a server component: all else is client code, hooks and components. */
const FOR_SERVERS = new Set(["index", "markdown", "formats", "persist", "testing"]);

export default defineConfig({
  entry: {
    index: "./src/index.ts",
    client: "./src/client.ts",
    markdown: "./src/markdown/index.ts",
    StreamingMarkdown: "./src/markdown/StreamingMarkdown.tsx",
    formats: "./src/formats.ts",
    persist: "./src/persist.ts",
    testing: "./src/testing.ts",
  },
  format: "esm",
  platform: "neutral",
  target: "es2022",
  dts: { oxc: true },
  inputOptions: { preserveEntrySignatures: "allow-extension" },
  sourcemap: true,
  outputOptions: {
    banner: ({ name }) => (FOR_SERVERS.has(name) ? "" : '"use client";'),
    sourcemapExcludeSources: true, // they stand in the package themselves
  },
});
