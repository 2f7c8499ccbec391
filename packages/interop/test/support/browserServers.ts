import type { TestProject } from "vitest/node";
import { startManagePromptServer } from "../managePrompt/server.ts";
import { startOurServer } from "./ourServer.ts";

declare module "vitest" {
  interface ProvidedContext {
    ourOrigin: string;
    managePromptOrigin: string;
  }
}

/** Starts the servers that pages in Chromium talk to, on origins of their own; returns how to stop them. */
export default async function startServers(project: TestProject): Promise<() => Promise<void>> {
  const servers = [await startOurServer(), await startManagePromptServer()] as const;
  project.provide("ourOrigin", servers[0].origin);
  project.provide("managePromptOrigin", servers[1].origin);
  return async () => {
    for (const server of servers) await server.close();
  };
}
