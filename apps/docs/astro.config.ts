import { readFileSync } from "node:fs";
import react from "@astrojs/react";
import solid from "@astrojs/solid-js";
import starlight from "@astrojs/starlight";
import svelte from "@astrojs/svelte";
import vue from "@astrojs/vue";
import { defineConfig } from "astro/config";
import linksValidator from "starlight-links-validator";
import llmsTxt from "starlight-llms-txt";
import starlightTypeDoc from "starlight-typedoc";
import { demoServer } from "./demoServer.ts";
import { reference, withComponentPages, withoutPackageList } from "./reference.ts";
import { sidebar } from "./sidebar.ts";

const DESCRIPTION =
  "Shows a hosted AI workflow's streamed text in a web page, as it is written: complete and exact, or the user is told that it is not.";

/** Wide tables scroll in themselves, so the keyboard has to reach them; and a column without a name has no header that says nothing. */
const TABLES = `addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll(".sl-markdown-content table")) table.tabIndex = 0;
  for (const header of document.querySelectorAll(".sl-markdown-content th:empty"))
    header.replaceWith(document.createElement("td"));
});`;

const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
const { homepage } = JSON.parse(manifest) as { homepage: string };

export default defineConfig({
  site: process.env.SITE ?? "https://workflow-stream.github.io",
  base: process.env.SITE_BASE ?? "/",
  // its native part is found from where it is installed alone
  vite: { plugins: [demoServer()], ssr: { external: ["satteri"] } },
  integrations: [
    starlight({
      title: "Workflow Stream",
      description: DESCRIPTION,
      // a block that scrolls would be a landmark without a name
      expressiveCode: { defaultProps: { wrap: true } },
      head: [{ tag: "script", content: TABLES }],
      components: {
        MarkdownContent: "./src/components/MarkdownContent.astro",
        PageTitle: "./src/components/PageTitle.astro",
      },
      customCss: ["./src/styles/theme.css"],
      editLink: { baseUrl: `${homepage}/edit/main/apps/docs/` },
      social: [{ icon: "github", label: "Source code", href: homepage }],
      plugins: [
        starlightTypeDoc(reference),
        withoutPackageList,
        withComponentPages,
        linksValidator(),
        llmsTxt({ description: DESCRIPTION }),
      ],
      sidebar,
    }),
    vue(),
    svelte(),
    react({ include: ["**/react/**", "**/*.react.tsx"] }),
    solid({ include: ["**/solid/**", "**/*.solid.tsx"] }),
  ],
});
