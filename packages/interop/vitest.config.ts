import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

/** Made ready before the first test: a module found later reloads the page in the middle of one. */
const modules = [
  "@ai-sdk/react",
  "@ai-sdk/react-6",
  "react",
  "react/jsx-dev-runtime",
  "react-dom/client",
  "vitest-browser-react",
];

/** The site's page of tests: what it shows is run in both kinds of page that Node can have. */
const GUIDE = "../../apps/docs/src/snippets/testing";

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "interop",
          environment: "node",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.browser.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "interop-jsdom",
          environment: "jsdom",
          isolate: false,
          dir: GUIDE,
          include: ["*.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        test: {
          name: "interop-happy-dom",
          environment: "happy-dom",
          isolate: false,
          dir: GUIDE,
          // its own `fetch` throws where msw's answer is left half read
          include: ["{react,vue,stream}.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: modules },
        test: {
          name: "interop-browser",
          include: ["test/**/*.browser.test.ts"],
          globalSetup: "test/support/browserServers.ts",
          browser: browser(),
        },
      },
    ],
  },
});
