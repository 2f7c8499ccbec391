import { type Answering, statusAnswer, streamAnswer } from "./scriptedAnswers.ts";
import { type Fault, refuse } from "./scriptedFaults.ts";
import { createRunStore, type ScriptedEnding, type ScriptedRun } from "./scriptedRuns.ts";

/** What a scripted server does. */
export interface Script {
  /** The text of each run, as the workflow hands it on. */
  readonly deltas: readonly string[] | ((inputs: Record<string, unknown>) => readonly string[]);
  /** Default `'sse'`. */
  readonly format?: "sse" | "plain";
  /** Default `'finish'`. */
  readonly ending?: ScriptedEnding;
  /** A failed run of plain text comes to a clean end, as a proxy that speaks HTTP/1.0 makes of it. */
  readonly hidesFailure?: boolean;
  /** What goes wrong with each request but cancellations, in their order; those after the last are served well. */
  readonly faults?: readonly Fault[];
  /** Sizes of a body's chunks, taken in turn. Default: one chunk. */
  readonly chunkBytes?: readonly number[];
  /** How long each chunk waits, in ms. Default 0. */
  readonly gapMs?: number;
}

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly init: RequestInit;
  /** `performance.now()` when it came. */
  readonly atMs: number;
}

/** A workflow server in this process, as a `fetch`; it speaks the protocol and fails as scripted. */
export interface ScriptedServer {
  readonly fetch: typeof globalThis.fetch;
  /** Issues a single-use token, as a token endpoint answers it. */
  readonly token: () => { token: string; ttl: number };
  readonly requests: readonly SeenRequest[];
  /** Runs that began: what is billed. */
  readonly runs: readonly ScriptedRun[];
  readonly tokensConsumed: number;
  /** Bodies neither read to their end nor given up. */
  readonly openBodies: number;
  /** Lets nothing go wrong any more. */
  heal(): void;
  /** Forgets every run, as a server does ten minutes after its end. */
  forget(): void;
}

/** Makes a scripted server. */
export function createScriptedServer(script: Script): ScriptedServer {
  const { format = "sse", hidesFailure = false } = script;
  const faults = [...(script.faults ?? [])];
  const requests: SeenRequest[] = [];
  const store = createRunStore();
  let openBodies = 0;

  async function answer(seen: SeenRequest, fault: Fault): Promise<Response> {
    const { method, url, headers } = seen;
    if (fault.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    seen.init.signal?.throwIfAborted();
    if (method === "POST" && "begins" in fault && fault.begins) begin(seen);
    if (fault.kind === "reset") throw new TypeError("fetch failed");
    if (fault.kind === "silence") return new Promise(() => {});
    if (fault.kind === "refuse") return refuse(fault);
    const answering: Answering = {
      fault,
      format,
      hidesFailure,
      pace: script,
      signal: seen.init.signal ?? undefined,
      onOpen: () => openBodies++,
      onClosed: () => openBodies--,
    };
    if (method === "POST") {
      const run = begin(seen);
      if (!run) return refuse({ status: 401, code: "token_invalid" });
      return streamAnswer(run, 0, answering);
    }
    const [, id = "", isStream] = /\/runs\/([^/]+)(\/stream)?$/.exec(url.pathname) ?? [];
    const run = store.find(id, headers.get("run-key"));
    if (!run) return refuse({ status: 404, code: "run_not_found" });
    if (method === "DELETE") {
      run.aborted = true;
      return new Response(null, { status: 204 });
    }
    return isStream
      ? streamAnswer(run, Number(url.searchParams.get("offset")), answering)
      : statusAnswer(run, answering);
  }

  function begin({ url, headers, init }: SeenRequest): ScriptedRun | undefined {
    const bearer = headers.get("authorization")?.replace("Bearer ", "") ?? null;
    const token = url.searchParams.get("token") ?? bearer;
    return store.begin(headers.get("run-key") ?? undefined, token, () => {
      const { deltas, ending = "finish" } = script;
      const inputs = JSON.parse(String(init.body ?? "{}")) as Record<string, unknown>;
      return { deltas: typeof deltas === "function" ? deltas(inputs) : deltas, ending };
    });
  }

  return {
    requests,
    runs: store.begun,
    get tokensConsumed() {
      return store.tokensConsumed;
    },
    get openBodies() {
      return openBodies;
    },
    heal: () => void faults.splice(0),
    forget: store.forget,
    token: () => ({ token: store.issueToken(), ttl: 60 }),
    fetch(input, init = {}) {
      const { method = "GET", signal } = init;
      const url = new URL(String(input), "http://server.test");
      const headers = new Headers(init.headers);
      const seen = { method, url, headers, init, atMs: performance.now() };
      requests.push(seen);
      const fault = (method === "DELETE" ? undefined : faults.shift()) ?? { kind: "none" };
      return Promise.race([answer(seen, fault), aborted(signal)]);
    },
  };
}

/** Rejects when a signal aborts. */
function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
