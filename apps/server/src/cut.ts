import type { Socket } from "node:net";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { MiddlewareHandler } from "hono";

/** Breaks connections on purpose, so that a visitor can see a text being picked up again. */
export interface Cutter {
  /** Stands before the API: knows which sockets carry a run, and destroys those of a run that is refused. */
  readonly middleware: MiddlewareHandler<{ Bindings: HttpBindings }>;
  /** Destroys the sockets that carry a run, and each new one that asks for it, for `refuseMs`. Returns how many were cut now. */
  cut(runId: string, refuseMs: number): number;
}

/** Makes a cutter. */
export function createCutter(): Cutter {
  const sockets = new Map<string, Set<Socket>>();
  const refusedUntil = new Map<string, number>();
  return {
    async middleware(c, next) {
      const { incoming, outgoing } = c.env;
      const { socket } = incoming;
      const [asked = ""] = c.req.header("run-key")?.split(".") ?? [];
      if (Date.now() < (refusedUntil.get(asked) ?? 0)) {
        socket.destroy();
        return RESPONSE_ALREADY_SENT;
      }
      await next();
      const runId = c.res.headers.get("run-id");
      if (!runId) return undefined;
      const carrying = sockets.get(runId) ?? new Set();
      sockets.set(runId, carrying.add(socket));
      outgoing.once("close", () => {
        carrying.delete(socket);
        if (carrying.size === 0) sockets.delete(runId);
      });
      return undefined;
    },
    cut(runId, refuseMs) {
      refusedUntil.set(runId, Date.now() + refuseMs);
      setTimeout(() => refusedUntil.delete(runId), refuseMs).unref();
      const carrying = [...(sockets.get(runId) ?? [])];
      for (const socket of carrying) socket.destroy();
      return carrying.length;
    },
  };
}
