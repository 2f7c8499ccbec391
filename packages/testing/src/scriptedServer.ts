import { type Fault, refuse } from "./faults.ts";
import { createRoutes } from "./routes.ts";
import { createRunStore } from "./runStore.ts";
import { createScriptedBody, type ScriptedBody } from "./scriptedBody.ts";
import type { Script, SeenRequest } from "./script.ts";
import type { ScriptedRun } from "./scriptedRun.ts";

/** A workflow server in this process, as a `fetch`; it speaks the protocol and fails as scripted. */
export interface ScriptedServer {
  /** Answers a request: takes what `fetch` does. */
  readonly fetch: typeof globalThis.fetch;
  /** Issues a single-use token, as a token endpoint answers it. */
  readonly token: () => { token: string; ttl: number };
  readonly requests: readonly SeenRequest[];
  /** How often each method was asked for. */
  count(method: "POST" | "GET" | "DELETE"): number;
  /** Runs that began: what is billed. */
  readonly runs: readonly ScriptedRun[];
  readonly tokensIssued: number;
  readonly tokensConsumed: number;
  /** Bodies neither read to their end nor given up. */
  readonly openBodies: number;
  /** Lets the next requests go wrong too, after those that are to go wrong already. */
  failNext(...faults: Fault[]): void;
  /** Lets nothing go wrong any more. */
  heal(): void;
  /** Forgets every run, as a server does ten minutes after its end. */
  forget(): void;
  /** Answers nothing until the returned function is called. */
  hold(): () => void;
}

const WELL: Fault = { kind: "none" };
const TOKEN_URL = "/api/stream-token";

/**
 * Makes a server that has no runs.
 * @example
 * ```ts
 * const { fetch, token } = createScriptedServer({ deltas: ["High ", "water."] });
 * const stream = createWorkflowStream({ workflowId: "explain", fetch, token, flush: "sync" });
 * expect(await stream.start()).toMatchObject({ status: "done", text: "High water." });
 * ```
 */
export function createScriptedServer(script: Script = {}): ScriptedServer {
  const requests: SeenRequest[] = [];
  const bodies: ScriptedBody[] = [];
  const faults = [...(script.faults ?? [])];
  const { tokenUrl = TOKEN_URL } = script;
  const store = createRunStore();
  const routes = createRoutes(script, store);
  let held = Promise.resolve();

  async function answer(seen: SeenRequest): Promise<Response> {
    const { method, init, url } = seen;
    if (method === "POST" && url.pathname === tokenUrl) return routes.token(seen);
    const fault = (method === "DELETE" ? undefined : faults.shift()) ?? WELL;
    if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    init.signal?.throwIfAborted();
    if (method === "POST" && "begins" in fault && fault.begins) routes.attach(seen);
    if (fault.kind === "reset") throw new TypeError("fetch failed");
    if (fault.kind === "silence") return new Promise(() => {});
    if (fault.kind === "refuse") return refuse(fault);
    const open = (): ScriptedBody => {
      const body = createScriptedBody(script, init.signal);
      bodies.push(body);
      return body;
    };
    return routes.serve(seen, { wire: script, fault, open });
  }

  return {
    requests,
    runs: store.begun,
    get tokensIssued() {
      return store.tokensIssued;
    },
    get tokensConsumed() {
      return store.tokensConsumed;
    },
    get openBodies() {
      return bodies.filter(({ isOpen }) => isOpen).length;
    },
    token: routes.issue,
    count: (method) => requests.filter((request) => request.method === method).length,
    failNext: (...next) => void faults.push(...next),
    heal: () => void faults.splice(0),
    forget: store.forget,
    hold() {
      let release!: () => void;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    async fetch(input, given = {}) {
      const isCaught = typeof input === "object" && "url" in input;
      const init = isCaught ? await initOf(new Request(input.clone(), given)) : given;
      const { method = "GET", signal } = init;
      signal?.throwIfAborted();
      const url = new URL(addressOf(input), "http://server.test");
      const headers = new Headers(init.headers);
      const seen = { method, url, headers, init, atMs: performance.now() };
      requests.push(seen);
      const gone = aborted(signal);
      await Promise.race([held, gone]);
      const answered = await Promise.race([answer(seen), gone]);
      // as servers do: where it is sent on without a length, an end by a broken connection would look like one that was meant
      if (isCaught && answered.body) answered.headers.set("transfer-encoding", "chunked");
      return answered;
    },
  };
}

function addressOf(input: string | URL | Request): string {
  return typeof input === "object" && "url" in input ? input.url : String(input);
}

/** What a request says, as those who catch requests hand it on. */
async function initOf(request: Request): Promise<RequestInit> {
  const { method, headers, signal } = request;
  const body = await request.text();
  return { method, headers, signal, ...(body && { body }) };
}

/** Rejects when a signal aborts. */
function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
