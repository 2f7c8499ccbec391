import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [solid({ ssr: true })],
        test: { name: "solid-ssr", environment: "node", include: ["test/**/*.ssr.test.tsx"] },
      },
      {
        plugins: [solid({ ssr: true })],
        test: {
          name: "solid",
          include: ["test/**/*.browser.test.tsx"],
          browser: browser(),
          globalSetup: "test/renderPages.ts",
        },
      },
    ],
  },
});
