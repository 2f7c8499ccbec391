import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

export default defineConfig({
  plugins: [svelte()],
  test: {
    projects: [
      {
        extends: true,
        test: { name: "svelte-ssr", environment: "node", include: ["test/**/*.ssr.test.ts"] },
      },
      {
        extends: true,
        test: { name: "svelte", include: ["test/**/*.browser.test.ts"], browser: browser() },
      },
    ],
  },
});
