import type { StarlightUserConfig } from "@astrojs/starlight/types";
import { typeDocSidebarGroup } from "starlight-typedoc";

/** The way through the site: from the first text on, to how it works. */
export const sidebar: StarlightUserConfig["sidebar"] = [
  { label: "Start", items: [{ autogenerate: { directory: "start" } }] },
  { label: "Guides", items: [{ autogenerate: { directory: "guides" } }] },
  { label: "Server", items: [{ autogenerate: { directory: "server" } }] },
  {
    label: "Reference",
    items: [
      "reference/options",
      { label: "Vue: components, hook", link: "/reference/vue/" },
      { label: "Svelte: components, hook", link: "/reference/svelte/" },
      { label: "Solid: components, hook", link: "/reference/solid/" },
      { label: "React: components, hook", link: "/reference/react/" },
      "reference/fields",
      "reference/markdown",
      "reference/server",
      "reference/errors",
      "reference/protocol",
      typeDocSidebarGroup,
    ],
  },
  { label: "How it works", items: [{ autogenerate: { directory: "how" } }] },
];
