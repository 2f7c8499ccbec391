import type { JsonObject } from "../body.ts";
import { BODY_CODES, KEY_CODES, STORE_CODES } from "./codes.ts";
import { jsonResponse, problems } from "./responses.ts";
import { schemaOf } from "./schemas.ts";

const AS_BACKEND = [{ secretKey: [] }];

/** `/token`. */
export const TOKEN_PATH: JsonObject = {
  get: {
    operationId: "getToken",
    summary: "Asks for a token for one run.",
    tags: ["backend"],
    security: AS_BACKEND,
    parameters: [
      {
        name: "ttl",
        in: "query",
        description: "The token's life, in seconds, from 1 to 300. Default 60.",
        schema: { type: "string" },
      },
      {
        name: "workflow",
        in: "query",
        description: "The one workflow that it is good for.",
        schema: { type: "string" },
      },
    ],
    responses: {
      200: jsonResponse("A token.", "Token"),
      ...problems(["invalid_input", ...KEY_CODES, "scope_denied", ...STORE_CODES]),
    },
  },
  post: {
    operationId: "createToken",
    summary: "Asks for a token for one run, bound to an origin, to inputs or to a workflow.",
    tags: ["backend"],
    security: AS_BACKEND,
    requestBody: { content: { "application/json": { schema: schemaOf("TokenScope") } } },
    responses: {
      200: jsonResponse("A token.", "Token"),
      ...problems([...BODY_CODES, ...KEY_CODES, "scope_denied", ...STORE_CODES]),
    },
  },
};
