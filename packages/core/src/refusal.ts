import { readChunks } from "./chunks.ts";
import {
  type InputProblem,
  redact,
  WorkflowStreamError,
  type WorkflowStreamErrorCode,
} from "./errors.ts";

const MAX_BODY_BYTES = 65_536;
const MAX_MESSAGE_CHARS = 500;
const BODY_TIMEOUT_MS = 5000;

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

/** Makes a typed error of an answer that is no stream, reading at most 64 kB of its body. Never throws. */
export async function readRefusal(response: Response): Promise<WorkflowStreamError> {
  const { status, ok } = response;
  const text = await readSome(response);
  const type = mimeType(response);
  const isPage = type === "text/html";
  const title = isPage ? /<title[^>]*>([^<]*)/i.exec(text)?.[1]?.trim() : "";
  const fallback = ok ? `${type} came instead of a stream` : `The server answered ${status}`;
  const { message, code, details } = parseError(text);
  return new WorkflowStreamError(
    ok ? "format" : (CODES[status] ?? "server"),
    "connect",
    (message ?? (title ? `A web page came: “${title}”` : fallback)).slice(0, MAX_MESSAGE_CHARS),
    {
      status,
      serverCode: code?.slice(0, MAX_MESSAGE_CHARS),
      details,
      retryAfterMs: parseRetryAfter(response.headers.get("retry-after")),
      hint: isPage ? "html_page" : undefined,
    },
  );
}

/** The essence of the content type, lower case; `''` if there is none. */
export function mimeType(response: Response): string {
  return /([^,;\s]*)\s*(;[^,]*)?$/
    .exec(response.headers.get("content-type") ?? "")![1]!
    .toLowerCase();
}

/**
 * `Retry-After` in ms: whole seconds, or a date; anything else counts as absent.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(value: string | null): number | undefined {
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const ms = /^\w{3},/.test(value) ? Date.parse(value) - Date.now() : NaN;
  return ms > 0 ? ms : ms <= 0 ? 0 : undefined;
}

interface SaidError {
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  readonly details?: readonly InputProblem[] | undefined;
}

/** What an error body says, in the shapes of our protocol, ManagePrompt, OpenAI and RFC 9457. */
export function parseError(text: string): SaidError {
  const { error, detail, message, title, code, errors } = parseObject(text);
  const inner = Object(error) as { readonly [name: string]: unknown };
  return {
    message: firstString(inner.message, error, detail, message, title),
    code: firstString(code, inner.code, inner.type),
    details: Array.isArray(errors) ? errors.map(toProblem) : undefined,
  };
}

function toProblem(error: unknown): InputProblem {
  const { pointer = "", detail = error } = Object(error) as Partial<InputProblem>;
  return { pointer: redact(String(pointer)), detail: redact(String(detail)) };
}

/** A JSON object; an empty one where the text is none. */
export function parseObject(text: string): { readonly [name: string]: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

function firstString(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === "string" && value !== "");
}

/** What comes of a body within 64 kB and 5 s. Never throws. */
export async function readSome({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), BODY_TIMEOUT_MS);
  let text = "";
  const take = (chunk: Uint8Array): boolean => {
    text += decoder.decode(chunk, { stream: true });
    return text.length > MAX_BODY_BYTES;
  };
  // the status, and what came of the body, say enough
  if (body) await readChunks(body, take, BODY_TIMEOUT_MS, timeout.signal).catch(() => {});
  clearTimeout(timer);
  return text;
}
