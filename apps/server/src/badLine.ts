import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { WorkflowServer } from "@workflow-stream/server";
import { Hono } from "hono";

/** How bad a line is. */
export interface BadLineOptions {
  /** The size of each piece, small enough to fall inside characters. */
  readonly pieceBytes: number;
  /** How long after a run's first answer began it is cut. */
  readonly cutAfterMs: number;
  /** How long nothing gets through then. */
  readonly refuseMs: number;
}

/**
 * The API over a bad line. Answers come in small pieces; the first one of each run breaks off, and looks like a clean end, as it does
 * behind a proxy that speaks HTTP/1.0 to its server. What gets through is passed on byte for byte; nothing here knows who reads.
 * @param path where it is mounted, in place of the API's own path.
 */
export function createBadLine(
  fetchApi: WorkflowServer["fetch"],
  path: string,
  { pieceBytes, cutAfterMs, refuseMs }: BadLineOptions,
): Hono<{ Bindings: HttpBindings }> {
  const deadUntil = new Map<string, number>();

  function die(runId: string): void {
    deadUntil.set(runId, Date.now() + refuseMs);
    setTimeout(() => deadUntil.delete(runId), 60_000).unref();
  }

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.all(`${path}/*`, async ({ req, env }) => {
    const askedId = /\/runs\/([^/]+)/.exec(req.path)?.[1] ?? "";
    if (Date.now() < (deadUntil.get(askedId) ?? 0)) {
      env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    const url = new URL(req.url);
    url.pathname = url.pathname.replace(path, "/api/v1");
    const answer = await fetchApi(new Request(url, req.raw), env);
    const runId = answer.headers.get("run-id");
    if (!answer.body || !runId) return answer;
    const line = inPieces(pieceBytes);
    if (!deadUntil.has(runId))
      setTimeout(() => {
        die(runId);
        line.cut();
      }, cutAfterMs);
    return new Response(answer.body.pipeThrough(line.stream), answer);
  });
  return app;
}

function inPieces(pieceBytes: number): {
  stream: TransformStream<Uint8Array, Uint8Array>;
  cut: () => void;
} {
  let cut = (): void => {};
  let isCut = false;
  const stream = new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      cut = () => {
        isCut = true;
        controller.terminate();
      };
    },
    async transform(chunk, controller) {
      for (let at = 0; at < chunk.length && !isCut; at += pieceBytes) {
        controller.enqueue(chunk.subarray(at, at + pieceBytes));
        // otherwise they would leave the socket as one
        await sleep(1);
      }
    },
  });
  return { stream, cut: () => cut() };
}
