import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { browser } from "../../vitest.shared.ts";

/** Made ready before the first test: a module found later reloads the page in the middle of one. */
const reactModules = ["react", "react/jsx-dev-runtime", "react-dom/client", "react-dom/server"];

export default defineConfig({
  plugins: [react()],
  test: {
    projects: [
      {
        extends: true,
        test: { name: "react-ssr", environment: "node", include: ["test/**/*.ssr.test.{ts,tsx}"] },
      },
      {
        extends: true,
        optimizeDeps: { include: [...reactModules, "vitest-browser-react"] },
        test: {
          name: "react",
          env: { REACT: "19" },
          include: ["test/**/*.browser.test.tsx"],
          browser: browser(),
        },
      },
      {
        extends: true,
        resolve: { alias: [{ find: /^(react|react-dom)(?=$|\/)/, replacement: "$1-18" }] },
        optimizeDeps: { include: [...reactModules, "vitest-browser-react"] },
        test: {
          name: "react-18",
          env: { REACT: "18" },
          include: ["test/**/*.browser.test.tsx"],
          browser: browser(),
        },
      },
    ],
  },
});
