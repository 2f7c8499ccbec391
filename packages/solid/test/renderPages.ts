import type { TestProject } from "vitest/node";
import { type RenderedPage, renderPages } from "./renderOnServer.tsx";

declare module "vitest" {
  export interface ProvidedContext {
    /** Pages as the server sent them, by name. */
    renderedPages: Record<string, RenderedPage>;
  }
}

/** Renders the pages in Node with the server build of Solid, and hands them to the tests in the browser. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("renderedPages", await renderPages());
}
