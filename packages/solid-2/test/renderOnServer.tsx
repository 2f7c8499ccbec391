import { generateHydrationScript, renderToStream } from "@solidjs/web";
import { type PageName, pageNames, pages, type PageProps } from "./pages.tsx";

/** A page as a server sends it: the script that precedes it, the shell, and what comes later. */
export type RenderedPage = readonly string[];

/** Renders a page as a server that streams it; its data is there when the shell has been sent. */
export function renderPage(name: PageName, props: PageProps): Promise<RenderedPage> {
  const parts = [generateHydrationScript()];
  const Page = pages[name];
  let send!: (data: string) => void;
  const data = new Promise<string>((resolve) => (send = resolve));
  const sent = { ...props, data };
  return new Promise((resolve) => {
    const write = (part: string): void => {
      parts.push(part);
      send("server data");
    };
    const browser = { write, end: () => resolve(parts) };
    renderToStream(() => <Page {...sent} />).pipe(browser);
  });
}

/**
 * Renders every page, for a browser to hydrate.
 * @public it is imported by a bundler of its own
 */
export async function renderPages(): Promise<Record<string, RenderedPage>> {
  const props: PageProps = { fetch: refuse, token: refuse };
  const rendered = pageNames.map(async (name) => [name, await renderPage(name, props)] as const);
  return Object.fromEntries(await Promise.all(rendered));
}

function refuse(): never {
  throw new Error("A server render asked for something");
}
