import type { JsonObject } from "../body.ts";

/** The names of the shared members. */
export type SchemaName =
  | "Token"
  | "TokenScope"
  | "Result"
  | "Run"
  | "Failure"
  | "Usage"
  | "Health"
  | "Problem"
  | "InputIssue"
  | "StreamEvent";

const STRING = { type: "string" };
const TOKENS = { type: "number", description: "Tokens of a model, as its provider counts them." };

const FINISH_REASON = {
  enum: ["stop", "length", "content-filter", "other"],
  description: "How the text ended. After `length` and `content-filter` it is not whole.",
};

const DATA_EVENT: JsonObject = {
  type: "object",
  required: ["type", "id", "data"],
  properties: {
    type: { type: "string", pattern: "^data-[A-Za-z][A-Za-z0-9_-]{0,63}$" },
    id: { type: "string", description: "The name of the data." },
    data: { description: "Any JSON, of 64 KiB at most." },
  },
};

export const RUN_ID: JsonObject = { type: "string", description: "`run_…`" };

export const BYTES: JsonObject = {
  type: "integer",
  minimum: 0,
  description: "Bytes of UTF-8, of the run's text so far.",
};

export const PARTS: JsonObject = {
  type: "integer",
  minimum: 0,
  description: "Parts beside the run's text so far: deltas of reasoning, sources and data.",
};

/** What a run's text is made of, in both formats. */
export const PLAIN_TEXT: JsonObject = {
  type: "string",
  description: "The text as it grows. Only a run that is done ends its body cleanly.",
};

export const EVENTS: JsonObject = {
  type: "string",
  description:
    "Server-sent events. The data of each is a `StreamEvent` in JSON, or at the end `[DONE]`; the id of a delta counts the bytes of text up to its end. Deltas of reasoning, sources and data are counted as parts, from `Run-Parts` on. A comment `: hb` is a sign of life.",
};

/** The members that answers share, under the names that the rest of the document refers to. */
export const SCHEMAS: Readonly<Record<SchemaName, JsonObject>> = {
  Token: {
    type: "object",
    required: ["success", "token", "ttl"],
    properties: {
      success: { const: true },
      token: { type: "string", description: "`pub_tok_…`, good for one run." },
      ttl: { type: "integer", minimum: 1, maximum: 300, description: "Its life, in seconds." },
    },
  },
  TokenScope: {
    type: "object",
    description: "What the token is bound to. `null` counts as absent.",
    properties: {
      ttl: { description: "In seconds, a number or a string that is one. Anything else is 60." },
      workflow: { type: ["string", "null"], minLength: 1, description: "The id of one workflow." },
      origin: { type: ["string", "null"], description: "Such as `https://app.example`." },
      inputs: { type: ["object", "null"], description: "The run's whole body, by value." },
      maxRunSeconds: { type: ["number", "null"], exclusiveMinimum: 0 },
    },
  },
  Result: {
    type: "object",
    required: ["success", "result", "runId", "usage"],
    properties: {
      success: { const: true },
      result: { type: "string", description: "The whole text." },
      runId: RUN_ID,
      finishReason: FINISH_REASON,
      usage: { anyOf: [{ $ref: "#/components/schemas/Usage" }, { type: "null" }] },
    },
  },
  Run: {
    type: "object",
    required: ["id", "workflow", "status", "bytes"],
    properties: {
      id: RUN_ID,
      workflow: { type: ["string", "null"], description: "`null`: cancelled before it was seen." },
      status: { enum: ["running", "done", "failed", "aborted"] },
      bytes: BYTES,
      finishReason: FINISH_REASON,
      error: { $ref: "#/components/schemas/Failure" },
      usage: { $ref: "#/components/schemas/Usage" },
    },
  },
  Failure: {
    type: "object",
    required: ["code", "message"],
    properties: { code: STRING, message: STRING },
  },
  Usage: {
    type: "object",
    properties: {
      inputTokens: TOKENS,
      outputTokens: TOKENS,
      totalTokens: TOKENS,
      reasoningTokens: TOKENS,
    },
  },
  Health: { type: "object", required: ["status"], properties: { status: { const: "ok" } } },
  Problem: {
    type: "object",
    description: "An error: RFC 9457, and the members of an older service.",
    required: ["type", "title", "status", "detail", "success", "error", "code"],
    properties: {
      type: { const: "about:blank" },
      title: STRING,
      status: { type: "integer" },
      detail: STRING,
      success: { const: false },
      error: { type: "string", description: "The same as `detail`." },
      code: { type: "string", description: "What to decide by." },
    },
  },
  InputIssue: {
    type: "object",
    required: ["pointer", "detail"],
    properties: {
      pointer: { type: "string", description: "A JSON Pointer into the body." },
      detail: STRING,
    },
  },
  StreamEvent: {
    oneOf: [
      event("start", { messageId: RUN_ID }),
      event("text-start", { id: STRING }),
      event("text-delta", { id: STRING, delta: STRING }),
      event("text-end", { id: STRING }),
      event("reasoning-start", { id: STRING }),
      event("reasoning-delta", { id: STRING, delta: STRING }),
      event("reasoning-end", { id: STRING }),
      event("source-url", { sourceId: STRING, url: STRING }, { title: STRING }),
      DATA_EVENT,
      event(
        "finish",
        {},
        {
          finishReason: FINISH_REASON,
          messageMetadata: {
            type: "object",
            properties: { usage: { $ref: "#/components/schemas/Usage" } },
          },
        },
      ),
      event("abort", {}),
      event("error", { errorText: STRING, code: STRING }),
    ],
  },
};

/** A reference to one of them. */
export function schemaOf(name: SchemaName): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function event(type: string, members: JsonObject, optional: JsonObject = {}): JsonObject {
  return {
    type: "object",
    required: ["type", ...Object.keys(members)],
    properties: { type: { const: type }, ...members, ...optional },
  };
}
