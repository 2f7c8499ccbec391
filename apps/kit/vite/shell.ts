import type { HtmlTagDescriptor } from "vite";

/** Where each framework's demo is served. */
export const frameworks = {
  Vue: "/vue/",
  Svelte: "/svelte/",
  Solid: "/solid/",
  React: "/react/",
} as const;

/** A framework that has a demo. */
export type Framework = keyof typeof frameworks;

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="5" fill="#17211d"/><path d="M7 10h18M7 16h13M7 22h6" stroke="#e9ede6" stroke-width="3"/><path d="M16 18.5h4v7h-4z" fill="#94a4ff"/></svg>`;

/** What stands in a page's head beside its title. */
export function headTags(description: string): HtmlTagDescriptor[] {
  const metas = [
    { name: "viewport", content: "width=device-width, initial-scale=1" },
    { name: "color-scheme", content: "light dark" },
    { name: "theme-color", content: "#e9ede6", media: "(prefers-color-scheme: light)" },
    { name: "theme-color", content: "#101614", media: "(prefers-color-scheme: dark)" },
    { name: "description", content: description },
  ];
  return [
    { tag: "meta", attrs: { charset: "utf-8" }, injectTo: "head-prepend" },
    ...metas.map((attrs) => ({ tag: "meta", attrs })),
    { tag: "link", attrs: { rel: "icon", href: `data:image/svg+xml,${encodeURIComponent(icon)}` } },
  ];
}

/** The project's name, and links to the four demos. */
export function masthead(path: string): string {
  const current = (href: string): string => (href === path ? ' aria-current="page"' : "");
  const links = Object.entries(frameworks).map(
    ([name, href]) => `<li><a href="${href}"${current(href)}>${name}</a></li>`,
  );
  return `<div class="masthead">
    <a class="brand" href="/"${current("/")}>Workflow Stream</a>
    <nav aria-label="Demos"><ul>${links.join("")}</ul></nav>
  </div>`;
}

/** What the demos say first. */
export const intro = `<div class="intro">
    <h1>Read it while it is being written.</h1>
    <p>A workflow’s text appears here as it arrives. Cut its connection, and it goes on at the byte where it broke off. Reload the page, and
    it goes on too: still one run. If any of it is missing, the page says so.</p>
  </div>`;

/** The content of the footer. */
export const footer = `<p>The workflows of this demo run on this machine, without a key or a network. Dictionary entries come from
    WordNet 3.1, © Princeton University; the long text is Charles Darwin’s.</p>`;
