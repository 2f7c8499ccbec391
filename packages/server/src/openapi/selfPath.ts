import type { JsonObject } from "../body.ts";
import { problems } from "./responses.ts";

/** `/openapi.json`. */
export const SELF_PATH: JsonObject = {
  get: {
    operationId: "describe",
    summary: "Gives this document, where the server is told to.",
    tags: ["description"],
    security: [],
    responses: {
      200: {
        description: "The document.",
        content: {
          "application/json": {
            schema: { type: "object", required: ["openapi"], additionalProperties: true },
          },
        },
      },
      ...problems(["not_found"]),
    },
  },
};
