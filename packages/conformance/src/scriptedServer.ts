import { createScriptedRun, type ScriptedRun, type Wire } from "./scriptedRun.ts";

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
}

/** What goes wrong with one request: a refusal, no answer at all, or a run that begins and whose answer is lost. */
export type Fault =
  | { readonly status: number; readonly code: string; readonly retryAfterSeconds?: number }
  | "network"
  | "lost answer";

/** A workflow server in the page, as a `fetch`; it speaks the protocol, and a scenario writes its runs by hand. */
export interface ScriptedServer {
  readonly fetch: typeof globalThis.fetch;
  /** Issues a single-use token, as a token endpoint answers it. */
  readonly token: () => Promise<{ token: string; ttl: number }>;
  readonly requests: readonly SeenRequest[];
  /** How often each method was asked for. */
  count(method: "POST" | "GET" | "DELETE"): number;
  /** Runs that began: what is billed. */
  readonly runs: readonly ScriptedRun[];
  readonly tokensIssued: number;
  /** Lets the next requests go wrong, one after another. */
  failNext(...faults: Fault[]): void;
  /** Lets nothing go wrong any more. */
  heal(): void;
  /** Forgets every run, as a server does ten minutes after its end. */
  forget(): void;
  /** Answers nothing until the returned function is called. */
  hold(): () => void;
}

/** Makes a server that has no runs. */
export function createScriptedServer(wire: Wire = {}): ScriptedServer {
  const requests: SeenRequest[] = [];
  const runs: ScriptedRun[] = [];
  const kept = new Set<ScriptedRun>();
  const tokens = new Set<string>();
  const faults: Fault[] = [];
  let tokensIssued = 0;
  let held = Promise.resolve();

  function answer({ method, url, headers }: SeenRequest, init: RequestInit): Response {
    const fault = method === "DELETE" ? undefined : faults.shift();
    const runKey = headers.get("run-key");
    if (fault === "network") throw new TypeError("Failed to fetch");
    if (fault === "lost answer") {
      begin(runKey, init);
      throw new TypeError("Failed to fetch");
    }
    if (fault) return refuse(fault);
    if (method === "POST") {
      const known = [...kept].find((run) => runKey && run.runKey === runKey);
      if (known) return stream(known, 0, init);
      const needsToken = url.pathname.startsWith("/api/v1/run/");
      if (needsToken && !tokens.delete(url.searchParams.get("token") ?? ""))
        return refuse({ status: 401, code: "token_invalid" });
      return stream(begin(runKey, init), 0, init);
    }
    const run = [...kept].find(({ id }) => url.pathname.split("/").includes(id));
    if (!run || run.runKey !== runKey) return refuse({ status: 404, code: "run_not_found" });
    if (method === "DELETE") {
      run.isCancelled = true;
      return new Response(null, { status: 204 });
    }
    return url.pathname.endsWith("/stream")
      ? stream(run, Number(url.searchParams.get("offset")), init)
      : Response.json(run.report);
  }

  function begin(runKey: string | null, { body }: RequestInit): ScriptedRun {
    const id = runKey?.split(".")[0] ?? `run_${runs.length}`;
    const run = createScriptedRun(id, runKey, JSON.parse(String(body)), wire);
    runs.push(run);
    kept.add(run);
    return run;
  }

  function stream(run: ScriptedRun, byteOffset: number, { signal }: RequestInit): Response {
    const isPlain = wire.format === "plain";
    return new Response(run.open(byteOffset, signal), {
      headers: {
        "content-type": isPlain ? "text/plain; charset=utf-8" : "text/event-stream",
        ...(isPlain ? {} : { "x-vercel-ai-ui-message-stream": "v1" }),
        ...(run.runKey && { "run-id": run.id, "run-offset": String(byteOffset) }),
      },
    });
  }

  return {
    requests,
    runs,
    get tokensIssued() {
      return tokensIssued;
    },
    count: (method) => requests.filter((request) => request.method === method).length,
    async token() {
      const token = `pub_tok_${++tokensIssued}`;
      tokens.add(token);
      return { token, ttl: 60 };
    },
    failNext: (...next) => void faults.push(...next),
    heal: () => void faults.splice(0),
    forget: () => kept.clear(),
    hold() {
      let release!: () => void;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    async fetch(input, init = {}) {
      const { method = "GET", headers, signal } = init;
      signal?.throwIfAborted();
      const url = new URL(String(input), "http://server.test");
      const seen = { method, url, headers: new Headers(headers) };
      requests.push(seen);
      await Promise.race([held, aborted(signal)]);
      return answer(seen, init);
    },
  };
}

function refuse({ status, code, retryAfterSeconds }: Exclude<Fault, string>): Response {
  const body = JSON.stringify({ success: false, error: `Refused: ${code}`, code });
  const headers = new Headers({ "content-type": "application/json" });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  return new Response(body, { status, headers });
}

/** Rejects when a signal aborts. */
function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
}
