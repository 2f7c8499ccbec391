import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { WorkflowServerOptions } from "../../src/index.ts";
import { openApiDocument } from "../../src/openapi/document.ts";
import { HEADERS } from "../../src/openapi/responses.ts";
import { SCHEMAS } from "../../src/openapi/schemas.ts";

interface Answer {
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}
type Operations = Readonly<
  Record<string, { readonly responses: Readonly<Record<string, Answer>> }>
>;

// What HTTP, caches and browsers need of any answer.
const COMMON_HEADERS = new Set([
  "cache-control",
  "content-type",
  "vary",
  "x-accel-buffering",
  "x-content-type-options",
]);

const MAX_SHOWN_CHARS = 500;

const ajv = new Ajv2020({ strict: false, allErrors: true });
const validators = new Map<string, ValidateFunction>();

/** Compares an answer with what is told of it; rejects where they differ. */
export type CheckAnswer = (request: Request, response: Response) => Promise<void>;

/**
 * Creates the check of a server's answers against its OpenAPI document. Each has a status, headers and a body that the document tells of, and
 * nothing besides; what is no operation, such as a workflow that is not there, is refused or a preflight. The text of streams is left to their readers.
 */
export function createDescribed({
  workflows,
  basePath = "/api/v1",
}: Pick<WorkflowServerOptions, "workflows" | "basePath">): CheckAnswer {
  const paths = openApiDocument(workflows, basePath).paths as Readonly<Record<string, Operations>>;

  function answersTo({ method, url }: Request): Readonly<Record<string, Answer>> | undefined {
    const { pathname } = new URL(url);
    const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : pathname;
    const [, collection, id, ...rest] = path.split("/");
    const pattern = collection === "runs" && id ? ["/runs/{runId}", ...rest].join("/") : path;
    return paths[pattern]?.[method.toLowerCase()]?.responses;
  }

  return async (request, response) => {
    const { status } = response;
    const complain = (what: string): never => {
      throw new Error(`${request.method} ${new URL(request.url).pathname} → ${status}: ${what}`);
    };
    const answers = answersTo(request);
    if (!answers) {
      const isPreflight = request.method === "OPTIONS" && status === 204;
      // With a Run-Key a request attaches to its run, whatever workflow it names.
      const mayAttach = request.headers.has("run-key");
      if (!isPreflight && !mayAttach && status < 400) complain("no operation");
      return;
    }
    const told = answers[status] ?? complain("a status that is not told of");
    checkHeaders(told, response, complain);
    await checkBody(told, response, complain);
  };
}

function checkHeaders(
  { headers = {} }: Answer,
  { headers: given }: Response,
  complain: (what: string) => never,
): void {
  const told = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  for (const [name] of given) {
    const isCommon = COMMON_HEADERS.has(name) || name.startsWith("access-control-");
    if (!told.has(name) && !isCommon) complain(`the header ${name} is not told of`);
  }
  for (const name of Object.keys(headers)) {
    if (HEADERS[name]?.required === true && !given.has(name)) complain(`there is no ${name}`);
  }
}

async function checkBody(
  { content }: Answer,
  response: Response,
  complain: (what: string) => never,
): Promise<void> {
  if (!content) {
    if (response.body) complain("there should be no body");
    return;
  }
  const [mediaType = ""] = (response.headers.get("content-type") ?? "").split(";");
  const { schema } = content[mediaType] ?? complain(`its body should not be ${mediaType}`);
  if (!mediaType.endsWith("json")) return;
  const problem = whatIsWrong(schema, await response.clone().json());
  if (problem !== undefined) complain(problem);
}

/** What is wrong with a value by a schema that refers to those of the document; `undefined` where nothing is. */
export function whatIsWrong(schema: object, value: unknown): string | undefined {
  const closed = { ...schema, unevaluatedProperties: false, components: { schemas: SCHEMAS } };
  const key = JSON.stringify(schema);
  const validate = validators.get(key) ?? ajv.compile(closed);
  validators.set(key, validate);
  return validate(value)
    ? undefined
    : `${ajv.errorsText(validate.errors)} in ${JSON.stringify(value).slice(0, MAX_SHOWN_CHARS)}`;
}
