import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { listen } from "../support/listen.ts";
import { pieces } from "../support/text.ts";

/** A server with the faults of ManagePrompt's that a client has to survive. */
export interface ManagePromptServer {
  readonly origin: string;
  /** Workflow ids of the runs that were paid for, in order. */
  readonly runs: readonly string[];
  /** Requests for a run, refused ones too. */
  readonly posts: number;
  /** Runs whose model worked on to its end though the client had left. */
  readonly workedOn: number;
  close(): Promise<void>;
}

const gapMs = 5;
/** A round trip to the store of tokens. */
const storeMs = 20;

/** The shapes in which its token answer was seen: `ttl` as a number, as nothing, as a text. */
const ttls: Record<string, unknown> = { number: 60, null: null, text: "60" };

/** The shapes in which its errors were seen. */
const errors: Record<string, readonly [number, unknown]> = {
  "error-text": [402, "Payment required"],
  "error-object": [429, { message: "Slow down", code: "rate_limit" }],
};

export async function startManagePromptServer(): Promise<ManagePromptServer> {
  const tokens = new Set<string>();
  const runs: string[] = [];
  let posts = 0;
  let workedOn = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    const workflowId = /^\/api\/v1\/run\/([^/]+)\/stream$/.exec(url.pathname)?.[1];
    // A page's own backend, which forwards ManagePrompt's answer.
    if (url.pathname === "/backend/token") return mint(url, response);
    if (workflowId === undefined) return refuse(response, 404, "Not found");
    if (request.method === "OPTIONS") return preflight(response);
    return run(workflowId, url, response);
  }

  function mint(url: URL, response: ServerResponse): void {
    const token = `pub_tok_${crypto.randomUUID()}`;
    tokens.add(token);
    const ttl = ttls[url.searchParams.get("ttl") ?? "number"];
    response.writeHead(200, { ...allowed, "content-type": "application/json" });
    response.end(JSON.stringify({ success: true, token, ttl }));
  }

  async function run(workflowId: string, url: URL, response: ServerResponse): Promise<void> {
    posts++;
    const token = url.searchParams.get("token") ?? "";
    const isGood = tokens.has(token);
    // GET, then DEL: who comes in between is let in too. And the token is gone before its workflow is looked up.
    await sleep(storeMs);
    tokens.delete(token);
    if (!isGood) return refuse(response, 401, "Invalid token");
    const [status, error] = errors[workflowId] ?? [];
    if (status !== undefined) return refuse(response, status, error);
    if (!known.has(workflowId)) return refuse(response, 404, "Workflow not found");
    runs.push(workflowId);
    if (workflowId === "dropped") return void response.destroy();
    response.writeHead(200, { ...allowed, "content-type": "text/plain; charset=utf-8" });
    if (workflowId === "empty") return void response.end();
    response.flushHeaders();
    for (const piece of workflowId === "midway" ? pieces.slice(0, 3) : pieces) {
      await sleep(workflowId === "slow" ? gapMs * 10 : gapMs);
      // The model is not told that nobody reads.
      if (!response.destroyed) response.write(piece);
      if (workflowId === "cut") break;
    }
    if (response.destroyed) workedOn++;
    if (workflowId !== "cut") return void response.end();
    // What was written has to leave before the connection breaks.
    await sleep(gapMs * 10);
    response.destroy();
  }

  const { origin, close } = await listen(
    createServer((request, response) => {
      request.resume();
      handle(request, response).catch(() => response.destroy());
    }),
  );
  return {
    origin,
    runs,
    get posts() {
      return posts;
    },
    get workedOn() {
      return workedOn;
    },
    close,
  };
}

const known = new Set(["story", "slow", "midway", "empty", "cut", "dropped"]);

const allowed = { "access-control-allow-origin": "*" };

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    ...allowed,
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": "content-type",
  });
  response.end();
}

/** Without CORS headers: a page on another origin can't read it. */
function refuse(response: ServerResponse, status: number, error: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ success: false, error }));
}
