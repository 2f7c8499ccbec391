import type { Plugin } from "vite";
import { footer, type Framework, frameworks, headTags, intro, masthead } from "./shell.ts";

/** Gives a page of the demo what all of them have: head, masthead and footer. Its own HTML holds the rest. */
export function pageShell({ path, description, intro = "" }: Page): Plugin {
  return {
    name: "page-shell",
    transformIndexHtml: () => [
      ...headTags(description),
      { tag: "header", children: masthead(path) + intro, injectTo: "body-prepend" },
      { tag: "footer", children: footer, injectTo: "body" },
    ],
  };
}

/** The shell of a framework's demo. */
export function demoShell(framework: Framework): Plugin {
  const description = `A workflow's text on the page as it arrives: the ${framework} demo of Workflow Stream.`;
  return pageShell({ path: frameworks[framework], description, intro });
}

/** A page of the demo. */
export interface Page {
  /** Where it is served. */
  readonly path: string;
  /** What a search engine says of it. */
  readonly description: string;
  /** HTML of the header, below the masthead. */
  readonly intro?: string;
}
