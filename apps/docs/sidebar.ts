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
      "reference/fields",
      "reference/errors",
      "reference/protocol",
      typeDocSidebarGroup,
    ],
  },
  { label: "How it works", items: [{ autogenerate: { directory: "how" } }] },
];
