import { rmSync } from "node:fs";
import type { StarlightPlugin } from "@astrojs/starlight/types";
import type { StarlightTypeDocOptions } from "starlight-typedoc";

// The Nuxt module exports itself alone: its README has the options.
const PUBLISHED = ["core", "markdown", "vue", "svelte", "solid", "solid-2", "react", "server"];

/** How the reference is made of the TSDoc of what is exported. */
export const reference: StarlightTypeDocOptions = {
  entryPoints: PUBLISHED.map((name) => `../../packages/${name}`),
  output: "reference/api",
  sidebar: { label: "Every export", collapsed: true },
  typeDoc: {
    entryPointStrategy: "packages",
    // what a binding hands on of core stands in core's pages alone
    packageOptions: {
      entryPoints: ["src/index.ts"],
      skipErrorChecking: true,
      excludeExternals: true,
      externalPattern: ["**/core/dist/**", "**/node_modules/**"],
    },
    readme: "none",
    logLevel: "Error",
  },
};

/** Takes away the generated list of packages: it links to pages that are not made, and the sidebar lists them. */
export const withoutPackageList: StarlightPlugin = {
  name: "without-package-list",
  hooks: {
    "config:setup": () =>
      rmSync(new URL("src/content/docs/reference/api/README.md", import.meta.url), { force: true }),
  },
};
