import { defineConfig } from "vitest/config";
import { chromium } from "../../vitest.shared.ts";

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "core",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.browser.test.ts"],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: ["fast-check"] },
        test: { name: "core-browser", include: ["test/**/*.browser.test.ts"], browser: chromium },
      },
    ],
  },
});
