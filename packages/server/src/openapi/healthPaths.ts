import type { JsonObject } from "../body.ts";
import type { ProblemCode } from "../problem.ts";
import { jsonResponse, problems } from "./responses.ts";

/** `/healthz`. */
export const HEALTH_PATH: JsonObject = healthPath("isAlive", "Tells that the process lives.", []);

/** `/readyz`. */
export const READY_PATH: JsonObject = healthPath(
  "isReady",
  "Tells whether runs are taken, and the store takes writes.",
  ["draining", "store_unavailable", "misconfigured"],
);

function healthPath(
  operationId: string,
  summary: string,
  unready: readonly ProblemCode[],
): JsonObject {
  const operation = { summary, tags: ["health"], security: [] };
  const responses = { 200: jsonResponse("Yes.", "Health"), ...problems([], unready) };
  return {
    get: { operationId, ...operation, responses },
    head: { operationId: `${operationId}-head`, ...operation, responses: withoutBodies(responses) },
  };
}

function withoutBodies(responses: Readonly<Record<string, JsonObject>>): JsonObject {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { content: _none, ...response }]) => [
      status,
      response,
    ]),
  );
}
