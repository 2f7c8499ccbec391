import type { JsonObject } from "../body.ts";
import { statusOf, type ProblemCode } from "../problem.ts";
import { RUN_FAILURES } from "./codes.ts";
import { BYTES, EVENTS, PARTS, PLAIN_TEXT, schemaOf, type SchemaName } from "./schemas.ts";

/** The headers that answers share, under the names that the rest of the document refers to. */
export const HEADERS: Readonly<Record<string, JsonObject>> = {
  "Run-Id": { required: true, schema: { type: "string" } },
  "Run-Offset": {
    required: true,
    description: "Where the body begins in the run's text.",
    schema: BYTES,
  },
  "Run-Parts": {
    description: "With server-sent events: how many of the run's parts lie before the body.",
    schema: PARTS,
  },
  "Run-Detached": {
    description: "The run goes on although nobody reads it.",
    schema: { const: "1" },
  },
  "X-Vercel-AI-UI-Message-Stream": {
    description: "With server-sent events.",
    schema: { const: "v1" },
  },
  "Retry-After": { description: "In seconds.", schema: { type: "integer", minimum: 0 } },
  "WWW-Authenticate": { schema: { const: "Bearer" } },
  "RateLimit-Policy": { schema: { type: "string" } },
  RateLimit: { schema: { type: "string" } },
  "X-RateLimit-Limit": { schema: { type: "integer" } },
  "X-RateLimit-Remaining": { schema: { type: "integer", minimum: 0 } },
};

const RATE_HEADERS = [
  "RateLimit-Policy",
  "RateLimit",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
] as const;

/** An answer in JSON, which tells of the limits where it counted. */
export function jsonResponse(description: string, name: SchemaName): JsonObject {
  return {
    description,
    headers: pick(RATE_HEADERS),
    content: { "application/json": { schema: schemaOf(name) } },
  };
}

const STREAM_HEADERS = [
  "Run-Id",
  "Run-Offset",
  "Run-Parts",
  "X-Vercel-AI-UI-Message-Stream",
  ...RATE_HEADERS,
] as const;

/** A run's text. */
export const STREAM: JsonObject = {
  description: "The run's text, as it grows.",
  headers: pick(STREAM_HEADERS),
  content: { "text/plain": { schema: PLAIN_TEXT }, "text/event-stream": { schema: EVENTS } },
};

/** The text of a run that the request may have begun. */
export const BEGUN_STREAM: JsonObject = {
  ...STREAM,
  headers: pick([...STREAM_HEADERS, "Run-Detached"]),
};

/**
 * The refusals of an operation, by status.
 * @param codes what it can be refused with; of runs that failed before their first text or part too.
 * @param unready what is a 503 here, whatever it is elsewhere.
 */
export function problems(
  codes: readonly ProblemCode[],
  unready: readonly ProblemCode[] = [],
): Record<string, JsonObject> {
  const byStatus = new Map<number, ProblemCode[]>();
  const add = (status: number, code: ProblemCode): void =>
    void byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  for (const code of codes) add(statusOf(code), code);
  for (const code of unready) add(503, code);
  // A run that the server's end cut short did begin, so it is no 503.
  const canFail = RUN_FAILURES.some((code) => codes.includes(code));
  if (canFail) add(502, "draining");
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [String(status), problem(status, ofStatus)]),
  );
}

function problem(status: number, codes: readonly ProblemCode[]): JsonObject {
  const schema = {
    allOf: [schemaOf("Problem")],
    properties: {
      status: { const: status },
      code: { enum: codes },
      ...(status === 409 && { bytes: BYTES, parts: PARTS }),
      ...(status === 422 && { errors: { type: "array", items: schemaOf("InputIssue") } }),
    },
    ...(status === 409 && { required: ["bytes", "parts"] }),
    ...(status === 422 && { required: ["errors"] }),
  };
  return {
    description: codes.map((code) => `\`${code}\``).join(", "),
    headers: {
      ...pick(RATE_HEADERS),
      ...(status === 401 && pick(["WWW-Authenticate"])),
      ...((status === 429 || status === 503) && pick(["Retry-After"])),
    },
    content: { "application/json": { schema }, "application/problem+json": { schema } },
  };
}

function pick(names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
