import type { JsonObject } from "../body.ts";
import { KEY_CODES, LOOK_CODES, RUN_FAILURES, START_CODES, STORE_CODES } from "./codes.ts";
import { BEGUN_STREAM, jsonResponse, problems, STREAM } from "./responses.ts";
import { RUN_ID } from "./schemas.ts";

const AS_BACKEND = [{ secretKey: [] }];
const BY_TOKEN = [
  { token: [] },
  { token: [], runKey: [] },
  { tokenBearer: [] },
  { tokenBearer: [], runKey: [] },
  { runKey: [] },
];
const BY_RUN_KEY = [{ runKey: [] }];
const BY_EITHER_KEY = [{ runKey: [] }, { secretKey: [] }];

const RUN_ID_PARAMETER = { name: "runId", in: "path", required: true, schema: RUN_ID };
const FORMAT_PARAMETER = {
  name: "format",
  in: "query",
  description: "`sse`: server-sent events, whatever `Accept` says.",
  schema: { type: "string" },
};

const DETACH_PARAMETER = {
  name: "detach",
  in: "query",
  description: "`1`: the run that this begins may go on although nobody reads it.",
  schema: { type: "string" },
};

// A page of the app's own site, whose user the app knows, shows nothing of ours.
const BY_SIGN_IN = {};

/** `/run/{id}/stream` of one workflow; with `hasUsers` the app's own sign-in opens it too. */
export function streamPath(
  workflowId: string,
  requestBody: JsonObject,
  hasUsers: boolean,
): JsonObject {
  return {
    post: {
      operationId: `stream-${workflowId}`,
      summary: `Runs ${workflowId} and streams its text.`,
      tags: ["page"],
      security: hasUsers ? [...BY_TOKEN, BY_SIGN_IN] : BY_TOKEN,
      parameters: [FORMAT_PARAMETER, DETACH_PARAMETER],
      requestBody,
      responses: {
        200: BEGUN_STREAM,
        ...problems([
          ...START_CODES,
          "token_invalid",
          "unauthorized",
          "origin_denied",
          "authorize_failed",
          "run_not_found",
        ]),
      },
    },
  };
}

/** `/run/{id}` of one workflow. */
export function runPath(workflowId: string, requestBody: JsonObject): JsonObject {
  return {
    post: {
      operationId: `run-${workflowId}`,
      summary: `Runs ${workflowId} and answers with its whole text.`,
      tags: ["backend"],
      security: AS_BACKEND,
      requestBody,
      responses: {
        200: jsonResponse("The run is done.", "Result"),
        ...problems([...START_CODES, ...KEY_CODES]),
      },
    },
  };
}

/** `/runs/{runId}/stream`. */
export const RESUME_PATH: JsonObject = {
  get: {
    operationId: "resume",
    summary: "Reads a run's text from a byte on, and what stands beside it.",
    tags: ["page"],
    security: BY_RUN_KEY,
    parameters: [
      RUN_ID_PARAMETER,
      FORMAT_PARAMETER,
      {
        name: "offset",
        in: "query",
        description: "The first byte of text that is wanted.",
        schema: { type: "integer", minimum: 0, default: 0 },
      },
      {
        name: "parts",
        in: "query",
        description:
          "How many parts the reader has, of event streams. Without it come those that stand at the offset or after it.",
        schema: { type: "integer", minimum: 0 },
      },
      {
        name: "Last-Event-ID",
        in: "header",
        description: "Counts where there is no `offset`.",
        schema: { type: "string" },
      },
    ],
    responses: {
      200: STREAM,
      ...problems([
        "invalid_offset",
        "unauthorized",
        "authorize_failed",
        "run_not_found",
        "offset_beyond_end",
        ...STORE_CODES,
        ...RUN_FAILURES,
      ]),
    },
  },
};

/** `/runs/{runId}`. */
export const RUN_PATH: JsonObject = {
  parameters: [RUN_ID_PARAMETER],
  get: {
    operationId: "getRun",
    summary: "Tells how a run stands.",
    tags: ["page", "backend"],
    security: BY_EITHER_KEY,
    responses: { 200: jsonResponse("The run.", "Run"), ...problems(LOOK_CODES) },
  },
  delete: {
    operationId: "cancelRun",
    summary: "Cancels a run.",
    tags: ["page", "backend"],
    security: BY_EITHER_KEY,
    responses: {
      204: { description: "The run is cancelled, or had ended." },
      ...problems(LOOK_CODES),
    },
  },
};
