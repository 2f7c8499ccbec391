import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { sep } from "node:path";
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

const END_OF_HEAD = "\n---\n";
const COMPONENT_PAGES = "src/content/docs/reference/api/**/Streaming{Text,Markdown}{,Props}.md";

/** The page that lists a component's props, by the folder of its package. */
function pageOf(file: string): string {
  const folders = file.split(sep);
  const name = folders[folders.indexOf("@workflow-stream") + 1] ?? "";
  return name === "solid-2" ? "solid" : name;
}

/** Vue's type of a component says every prop four times, over a page and more. */
const withoutVueType = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !(line.startsWith("> `const`") && line.includes("`PropType`")))
    .join("\n");

/** Leads from the generated pages of components, which show their types alone, to those that list each prop, slot and event. */
export const withComponentPages: StarlightPlugin = {
  name: "with-component-pages",
  hooks: {
    "config:setup": () => {
      for (const file of globSync(COMPONENT_PAGES)) {
        const text = withoutVueType(readFileSync(file, "utf8"));
        const start = text.indexOf(END_OF_HEAD) + END_OF_HEAD.length;
        const link = `[Every prop, slot and event](/reference/${pageOf(file)}/), with types, defaults and examples.`;
        writeFileSync(file, `${text.slice(0, start)}\n${link}\n${text.slice(start)}`);
      }
    },
  },
};
