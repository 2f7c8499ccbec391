import solid from "@solidjs/vite-plugin";
import { defineConfig } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [solid({ ssr: true, solid: { hydratable: true } })],
        test: { name: "solid-2-ssr", environment: "node", include: ["test/**/*.ssr.test.tsx"] },
      },
      {
        plugins: [solid({ ssr: true, solid: { hydratable: true } })],
        test: {
          name: "solid-2",
          include: ["test/**/*.browser.test.tsx"],
          browser: browser(),
          globalSetup: "test/renderPages.ts",
        },
      },
    ],
  },
});
