import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";

const demos = ["vue", "svelte", "solid", "solid-1", "react", "markdown"];

/** The built pages: the index at `/`, and each framework's demo under its name. */
export function createPages(): Hono {
  const pages = new Hono();
  for (const name of demos) {
    pages.get(`/${name}`, (c) => c.redirect(`/${name}/`));
    const rewriteRequestPath = (path: string): string => path.slice(`/${name}`.length);
    pages.use(`/${name}/*`, serveStatic({ root: distOf(`${name}-demo`), rewriteRequestPath }));
  }
  pages.use("/*", serveStatic({ root: distOf("home") }));
  return pages;
}

function distOf(app: string): string {
  return fileURLToPath(new URL(`../../${app}/dist`, import.meta.url));
}
