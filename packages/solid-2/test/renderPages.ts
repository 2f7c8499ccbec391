import solid from "@solidjs/vite-plugin";
import { runnerImport } from "vite";
import type { TestProject } from "vitest/node";
import type { RenderedPage } from "./renderOnServer.tsx";

declare module "vitest" {
  export interface ProvidedContext {
    /** Pages as the server sent them, by name. */
    renderedPages: Record<string, RenderedPage>;
  }
}

/**
 * Renders the pages in Node with the server build of Solid, and hands them to the tests in the browser. By a bundler of its own, as
 * that of the tests resolves Solid for a browser.
 */
export default async function setup(project: TestProject): Promise<void> {
  const { module } = await runnerImport<typeof import("./renderOnServer.tsx")>(
    `${import.meta.dirname}/renderOnServer.tsx`,
    { configFile: false, plugins: [solid({ ssr: true })] },
  );
  project.provide("renderedPages", await module.renderPages());
}
