import { respond } from "./scriptedBody.ts";
import { type Fault, refuse } from "./scriptedFaults.ts";
import { createRunStore, type ScriptedEnding, type ScriptedRun, statusOf } from "./scriptedRuns.ts";
import { characterStart, encodeEvents, textBytes } from "./scriptedWire.ts";

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
    if (method === "POST") {
      const run = begin(seen);
      return run ? streamOf(run, 0, fault, seen) : refuse({ status: 401, code: "token_invalid" });
    }
    const [, id = "", isStream] = /\/runs\/([^/]+)(\/stream)?$/.exec(url.pathname) ?? [];
    const run = store.find(id, headers.get("run-key"));
    if (!run) return refuse({ status: 404, code: "run_not_found" });
    if (method === "DELETE") {
      run.aborted = true;
      return new Response(null, { status: 204 });
    }
    return isStream
      ? streamOf(run, Number(url.searchParams.get("offset")), fault, seen)
      : statusResponse(run, fault, seen);
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

  function streamOf(run: ScriptedRun, asked: number, fault: Fault, seen: SeenRequest): Response {
    const text = textBytes(run);
    if (asked > text.length) return refuse({ status: 409, code: "offset_beyond_end" });
    if (characterStart(text, asked) !== asked)
      return refuse({ status: 400, code: "invalid_offset" });
    const offset = fault.kind === "replay" ? characterStart(text, asked - fault.bytes) : asked;
    const headers = { "run-id": run.id, "run-offset": String(offset) };
    if (script.format !== "plain") {
      const bytes = encodeEvents(run, offset, fault.kind === "duplicate");
      const known = { "x-vercel-ai-ui-message-stream": "v1", "content-type": "text/event-stream" };
      return send(bytes, { ...headers, ...known }, fault, seen);
    }
    const breaks = typeof run.ending === "object" && !script.hidesFailure;
    const plain = { ...headers, "content-type": "text/plain; charset=utf-8" };
    return send(text.slice(offset), plain, fault, seen, breaks ? "reset" : "end");
  }

  function statusResponse(run: ScriptedRun, fault: Fault, seen: SeenRequest): Response {
    const status = statusOf(run, textBytes(run).length, fault.kind === "running");
    const bytes = new TextEncoder().encode(JSON.stringify(status));
    return send(bytes, { "content-type": "application/json" }, fault, seen);
  }

  function send(
    bytes: Uint8Array,
    headers: Record<string, string>,
    fault: Fault,
    { init }: SeenRequest,
    tail?: "end" | "reset",
  ): Response {
    openBodies++;
    const { chunkBytes, gapMs } = script;
    const plan = { bytes, chunkBytes, gapMs, tail };
    return respond(plan, headers, fault, init.signal ?? undefined, () => openBodies--);
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
