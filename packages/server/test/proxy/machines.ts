import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { onTestFinished } from "vitest";
import type { Workflow, WorkflowServerOptions } from "../../src/index.ts";
import { setup, type Setup } from "../support.ts";
import { startNginx, type Nginx, type ProxyOptions } from "./nginx.ts";

/** One server on a port of its own. Its answers say its name in `x-machine`. */
export interface Machine extends Setup {
  readonly name: string;
  /** Host and port. */
  readonly address: string;
  /** Ends it: whoever connects is refused. */
  stop(): Promise<void>;
}

/** Two servers behind nginx, which gives them requests in turn. */
export interface Site {
  readonly nginx: Nginx;
  readonly machines: readonly [Machine, Machine];
  /** A request to nginx; the path is taken below `/api/v1`. */
  call(path: string, init?: RequestInit): Promise<Response>;
}

/** What the machines of a test run with; the store is one for both, or each has its own way to it. */
export type MachineOptions = (name: string) => Partial<WorkflowServerOptions>;

/** Starts two machines with nginx in front, until the test has finished. */
export async function startSite(
  workflows: readonly Workflow[],
  optionsOf: MachineOptions,
  proxy: ProxyOptions = {},
): Promise<Site> {
  const first = await startMachine("a", workflows, optionsOf);
  const second = await startMachine("b", workflows, optionsOf);
  const nginx = await startNginx([first.address, second.address], proxy);
  return {
    nginx,
    machines: [first, second],
    call: (path, init) => fetch(`${nginx.origin}/api/v1${path}`, init),
  };
}

async function startMachine(
  name: string,
  workflows: readonly Workflow[],
  optionsOf: MachineOptions,
): Promise<Machine> {
  const built = setup(workflows, optionsOf(name));
  const http = serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request, bindings) {
      const response = await built.server.fetch(request, bindings);
      response.headers.set("x-machine", name);
      return response;
    },
  });
  async function stop(): Promise<void> {
    if (!http.listening) return;
    const closed = once(http, "close");
    http.close();
    if ("closeAllConnections" in http) http.closeAllConnections();
    await closed;
  }
  onTestFinished(stop);
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  return { ...built, name, address: `127.0.0.1:${port}`, stop };
}

/** The name of the machine that answered. */
export function machineOf(response: Response): string {
  const name = response.headers.get("x-machine");
  if (name === null) throw new Error(`no machine answered: ${response.status}`);
  return name;
}
