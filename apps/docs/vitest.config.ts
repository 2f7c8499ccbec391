import { svelte } from "@sveltejs/vite-plugin-svelte";
import react from "@vitejs/plugin-react";
import vue from "@vitejs/plugin-vue";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

export default defineConfig({
  plugins: [
    vue(),
    svelte(),
    // the package brings its JSX for the compiler of its user
    solid({ include: ["**/snippets/solid/**", "**/solid/dist/source/**"] }),
    react({ include: "**/snippets/react/**" }),
  ],
  // made ready before the first test: a module found later reloads the page in the middle of one
  optimizeDeps: {
    include: [
      "react",
      "react/jsx-dev-runtime",
      "react-dom/client",
      "solid-js",
      "solid-js/web",
      "svelte",
      "vue",
    ],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "docs-documents",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.browser.test.ts"],
        },
      },
      {
        extends: true,
        test: { name: "docs", include: ["test/**/*.browser.test.ts"], browser: browser() },
      },
    ],
  },
});
