import { adaptToNode, type Incoming, type Outgoing } from "./node/adapter.ts";
import type { WorkflowServer } from "./server.ts";

/** A request of Node, with what Express, Connect and others add to it. */
export type NodeRequest = Incoming & {
  /** The whole URL, where `url` is what a router has left of it. */
  readonly originalUrl?: string | undefined;
  /** What a parser made of the body. */
  readonly body?: unknown;
};

/** Answers a request of Node's HTTP servers, or hands it to `next`. */
export type NodeListener = (
  incoming: NodeRequest,
  outgoing: Outgoing,
  next?: (error?: unknown) => void,
) => void;

/** How `nodeListener` serves. */
export interface NodeListenerOptions {
  /** What `authorize` is told as its `context`. Default: Node's request, with what the app's own middleware has put there. */
  readonly context?: (incoming: NodeRequest) => unknown;
}

/**
 * Makes a listener of a workflow server, for `node:http`, Express, Connect, Fastify, h3 and whatever takes middleware of theirs. With `next`
 * it answers what is below the server's `basePath` alone, `/healthz` and `/readyz` there too; without, everything. A reader whose response
 * closes has left. What a body parser has read is taken from `body`.
 * @example
 * ```ts
 * createServer(nodeListener(server)).listen(3000);
 * express().use(nodeListener(server)); // mounted anywhere before a catch-all
 * ```
 */
export function nodeListener(
  server: Pick<WorkflowServer, "fetch" | "basePath">,
  { context = (incoming) => incoming }: NodeListenerOptions = {},
): NodeListener {
  const answer = adaptToNode(
    (request, { incoming }) => server.fetch(request, callerOf(incoming, context)),
    false,
  );
  return (incoming, outgoing, next) => {
    const target = incoming.originalUrl ?? incoming.url ?? "/";
    if (next && !isBelow(server.basePath, target)) return next();
    // Who has left reads nothing; what they cancelled as they left is cancelled all the same.
    if (outgoing.headersSent || (outgoing.destroyed && incoming.method !== "DELETE")) return;
    const { url } = incoming;
    incoming.url = target;
    // It reads the URL at once, and answers whatever goes wrong.
    void answer(incoming, outgoing);
    incoming.url = url;
  };
}

function callerOf(
  incoming: NodeRequest,
  context: (incoming: NodeRequest) => unknown,
): Parameters<WorkflowServer["fetch"]>[1] {
  return {
    address: incoming.socket.remoteAddress,
    context: context(incoming),
    incoming,
    body: incoming.body,
  };
}

function isBelow(basePath: string, target: string): boolean {
  const url = target.startsWith("/") ? `http://localhost${target}` : target;
  if (!URL.canParse(url)) return false;
  return `${new URL(url).pathname}/`.startsWith(`${basePath}/`);
}
