import { defineConfig } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "markdown",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.browser.test.ts"],
        },
      },
      {
        test: {
          name: "markdown-browser",
          include: ["test/**/*.browser.test.ts"],
          browser: browser(),
        },
      },
    ],
  },
});
