import type { JsonObject } from "../body.ts";
import type { Workflow } from "../workflow.ts";
import { HEALTH_PATH, READY_PATH } from "./healthPaths.ts";
import { inputSchema, schemaName } from "./inputSchema.ts";
import { HEADERS } from "./responses.ts";
import { RESUME_PATH, RUN_PATH, runPath, streamPath } from "./runPaths.ts";
import { SCHEMAS } from "./schemas.ts";
import { SELF_PATH } from "./selfPath.ts";
import { TOKEN_PATH } from "./tokenPath.ts";

const SECURITY_SCHEMES = {
  secretKey: {
    type: "http",
    scheme: "bearer",
    description: "A backend's key, `sk_…`. It never reaches a browser.",
  },
  token: {
    type: "apiKey",
    in: "query",
    name: "token",
    description: "`pub_tok_…`, good for one run.",
  },
  tokenBearer: {
    type: "http",
    scheme: "bearer",
    description: "The same token, where there is none in the query.",
  },
  runKey: {
    type: "apiKey",
    in: "header",
    name: "Run-Key",
    description: "`run_<id>.<secret>`, made by the client for each run.",
  },
};

/** The OpenAPI 3.1 document of a server: every endpoint, and each workflow's own with the schema of its inputs. `hasUsers`: the app says who its users are. */
export function openApiDocument(
  workflows: readonly Workflow[],
  basePath: string,
  hasUsers = false,
): JsonObject {
  const paths: Record<string, JsonObject> = { "/token": TOKEN_PATH };
  const inputs: Record<string, JsonObject> = {};
  for (const { id, inputs: schema } of workflows) {
    const name = schemaName(id);
    inputs[name] = inputSchema(id, schema);
    const ref = { $ref: `#/components/schemas/${name}` };
    const requestBody = { content: { "application/json": { schema: ref } } };
    paths[`/run/${id}`] = runPath(id, requestBody);
    paths[`/run/${id}/stream`] = streamPath(id, requestBody, hasUsers);
  }
  return {
    openapi: "3.1.1",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Workflow stream",
      version: "1",
      description: "Single-use tokens, and runs of workflows whose text is streamed.",
    },
    servers: [{ url: basePath || "/" }],
    tags: [
      { name: "backend", description: "For who holds a secret key." },
      { name: "page", description: "For who holds a token or a Run-Key, such as a page." },
      { name: "health", description: "For who watches." },
      { name: "description", description: "For who writes a client." },
    ],
    paths: {
      ...paths,
      "/runs/{runId}/stream": RESUME_PATH,
      "/runs/{runId}": RUN_PATH,
      "/healthz": HEALTH_PATH,
      "/readyz": READY_PATH,
      "/openapi.json": SELF_PATH,
    },
    components: {
      schemas: { ...SCHEMAS, ...inputs },
      headers: HEADERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}
