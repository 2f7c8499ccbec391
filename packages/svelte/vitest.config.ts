import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

const BROWSER_TESTS = "test/**/*.browser.test.ts";

const projects: TestProjectConfiguration[] = [
  {
    plugins: [svelte()],
    test: { name: "svelte-ssr", environment: "node", include: ["test/**/*.ssr.test.ts"] },
  },
  {
    plugins: [svelte()],
    test: { name: "svelte", include: [BROWSER_TESTS], browser: browser() },
  },
  {
    plugins: [svelte({ compilerOptions: { experimental: { async: true } } })],
    test: {
      name: "svelte-async",
      env: { SVELTE: "async" },
      include: [BROWSER_TESTS],
      browser: browser(),
    },
  },
];

export default defineConfig({ test: { projects } });
