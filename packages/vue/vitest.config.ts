import vue from "@vitejs/plugin-vue";
import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import * as compiler36 from "vue-3.6/compiler-sfc";
import { browser } from "../../vitest.shared.ts";

const BROWSER_TESTS = "test/**/*.browser.test.ts";

/** Runs browser tests on another Vue than the one that the package is developed with. */
const column = (name: string, vue: string, include = BROWSER_TESTS) => ({
  resolve: { alias: [{ find: /^vue$/, replacement: vue }] },
  // made ready before the first test: a module found later reloads the page in the middle of one
  optimizeDeps: { include: ["vue"] },
  test: { name, include: [include], browser: browser() },
});

const projects: TestProjectConfiguration[] = [
  {
    plugins: [vue()],
    test: { name: "vue-ssr", environment: "node", include: ["test/**/*.ssr.test.ts"] },
  },
  { plugins: [vue()], test: { name: "vue", include: [BROWSER_TESTS], browser: browser() } },
  { plugins: [vue()], ...column("vue-3.4", "vue-3.4") },
  { plugins: [vue()], ...column("vue-3.6", "vue-3.6") },
  {
    // the plugin's type is that of the compiler beside it
    plugins: [vue({ compiler: compiler36 as never })],
    ...column("vue-vapor", "vue-3.6", "test/vapor/*.vapor.test.ts"),
  },
];

export default defineConfig({ test: { projects } });
