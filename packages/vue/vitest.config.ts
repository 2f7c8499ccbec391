import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

export default defineConfig({
  plugins: [vue()],
  test: {
    projects: [
      {
        extends: true,
        test: { name: "vue-ssr", environment: "node", include: ["test/**/*.ssr.test.ts"] },
      },
      {
        extends: true,
        test: { name: "vue", include: ["test/**/*.browser.test.ts"], browser: browser() },
      },
    ],
  },
});
