import { openChunks } from "./chunks.ts";
import { createDecoder } from "./decoder.ts";
import { mediaTypeOf } from "./mediaType.ts";
import {
  ABANDONED,
  type InputProblem,
  redact,
  wordsOf,
  WorkflowStreamError,
  type WorkflowStreamErrorCode,
} from "../errors.ts";
import { retryAfterMsOf } from "./retryAfter.ts";

const CODES: Record<number, WorkflowStreamErrorCode> = {
  400: "invalid_input",
  401: "unauthorized",
  402: "billing",
  403: "forbidden",
  404: "not_found",
  410: "not_found",
  413: "invalid_input",
  415: "invalid_input",
  422: "invalid_input",
  429: "rate_limited",
};

/**
 * Makes a typed error of an answer that is no stream, reading at most 64 kB of its body. Never throws.
 * @param signal ends the reading, and closes the connection.
 */
export async function readRefusal(
  response: Response,
  signal?: AbortSignal,
): Promise<WorkflowStreamError> {
  const { status, ok } = response;
  const text = await readSome(response, signal);
  const type = mediaTypeOf(response);
  const title = titleOf(text);
  const answer = title ? `"${title}"` : ok ? type : status;
  const said = parseError(parseObject(text), `Answered ${answer}`);
  const code = ok ? "format" : codeOf(said, CODES[status] ?? "server");
  return new WorkflowStreamError(code, "connect", {
    status,
    hint: type === "text/html" ? "html_page" : undefined,
    retryAfterMs: retryAfterMsOf(response.headers.get("retry-after") ?? "", Date.now()),
    ...said,
  });
}

/** The words of a page's title; `undefined` where it has none. */
function titleOf(page: string): string | undefined {
  const tag = page.search(/<title/i);
  const start = tag < 0 ? -1 : page.indexOf(">", tag);
  if (start < 0) return undefined;
  const end = page.indexOf("<", start);
  return page.slice(start + 1, end < 0 ? undefined : end).trim() || undefined;
}

/** A JSON object whose fields are yet to be looked at. */
type Fields = { readonly [name: string]: unknown };

interface SaidError {
  readonly message?: string | undefined;
  readonly serverCode?: string | undefined;
  readonly details?: readonly InputProblem[] | undefined;
}

/**
 * What an answer says of an error, in the shapes of our protocol, ManagePrompt, OpenAI and RFC 9457.
 * @param fallback the message where it says nothing.
 */
export function parseError(answer: unknown, fallback?: string): SaidError {
  const said: Fields = Object(answer);
  const inner: Fields = Object(said.error);
  return {
    message: firstString(
      inner.message,
      said.error,
      said.detail,
      said.message,
      said.title,
      fallback,
    ),
    serverCode: firstString(said.code, inner.code, inner.type),
    details: Array.isArray(said.errors) ? said.errors.map(toProblem) : undefined,
  };
}

function toProblem(problem: unknown): InputProblem {
  const said: Fields = Object(problem);
  return { pointer: wordsOf(said.pointer) ?? "", detail: wordsOf(said.detail ?? problem) ?? "" };
}

function firstString(...values: unknown[]): string | undefined {
  const MAX_MESSAGE_CHARS = 500;
  return values
    .find((value): value is string => typeof value === "string" && value !== "")
    ?.slice(0, MAX_MESSAGE_CHARS);
}

/** A JSON object, without the secrets a server may echo; an empty one where the text is none. */
export function parseObject(text: string): Fields {
  try {
    return Object(JSON.parse(redact(text)));
  } catch {
    return {};
  }
}

/**
 * What comes of a body within 64 kB and 5 s. Never throws.
 * @param signal ends the reading, and closes the connection.
 */
export async function readSome({ body }: Response, signal?: AbortSignal): Promise<string> {
  const MAX_BODY_CHARS = 65_536;
  const BODY_TIMEOUT_MS = 5000;
  const decode = createDecoder(false);
  let text = "";
  // the status, and what came of the body, say enough
  try {
    if (!body) return text;
    const chunks = openChunks(body);
    const timer = setTimeout(chunks.close, BODY_TIMEOUT_MS);
    signal?.addEventListener("abort", chunks.close);
    try {
      for (let chunk; text.length <= MAX_BODY_CHARS && (chunk = await chunks.read());)
        text += decode(chunk);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", chunks.close);
      chunks.close();
    }
  } catch {
    // as far as it came
  }
  return text.slice(0, MAX_BODY_CHARS);
}

/** A run that failed midway, or was abandoned, as the stream or the server's status of it says. */
export function workflowFailed(error: unknown): WorkflowStreamError {
  const said = parseError({ error });
  return new WorkflowStreamError(codeOf(said, "workflow_failed"), "body", said);
}

/** The code of what a server says of an error; a run that nobody read was interrupted. */
function codeOf({ serverCode }: SaidError, code: WorkflowStreamErrorCode): WorkflowStreamErrorCode {
  return serverCode === ABANDONED ? "interrupted" : code;
}
