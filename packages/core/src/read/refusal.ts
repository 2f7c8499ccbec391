import { openChunks } from "./chunks.ts";
import { createDecoder } from "./decoder.ts";
import { mediaTypeOf } from "./mediaType.ts";
import { type ErrorFields, WorkflowStreamError, type WorkflowStreamErrorCode } from "../errors.ts";
import { objectOf, parseOrKeep } from "./json.ts";
import { readRest } from "./readRest.ts";
import { retryAfterMsOf } from "./retryAfter.ts";
import { codeOf, parseError } from "./saidError.ts";

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

/** How long the body of an answer may take that is no stream, in ms. */
const BODY_TIMEOUT_MS = 5_000;
/** How much of it is read, in bytes, and the longest text that is made of it, in UTF-16 code units. */
export const MAX_BODY_BYTES = 65_536;

/**
 * Makes a typed error of an answer that is no stream, reading at most 64 kB of its body. Never throws.
 * @param signal ends the reading, and closes the connection.
 */
export async function readRefusal(
  response: Response,
  signal?: AbortSignal,
): Promise<WorkflowStreamError> {
  return refusalOf(response, await readSome(response, signal));
}

/** The typed error of an answer that is no stream, whose body says that. */
export function refusalOf(response: Response, text: string): WorkflowStreamError {
  const said = saidBy(response, text);
  const code = response.ok ? "format" : codeOf(said, CODES[response.status] ?? "server");
  return new WorkflowStreamError(code, "connect", said);
}

/** What an answer says of why it is not the one that was asked for. */
export function saidBy(response: Response, text: string): ErrorFields {
  const { status, ok, headers } = response;
  const type = mediaTypeOf(response);
  const title = titleOf(text);
  const answer = title ? `"${title}"` : ok ? type : status;
  const { message = `Answered ${answer}`, ...said } = parseError(objectOf(parseOrKeep(text)));
  return {
    status,
    hint: type === "text/html" ? "html_page" : undefined,
    retryAfterMs: retryAfterMsOf(headers.get("retry-after") ?? "", Date.now()),
    message,
    ...said,
  };
}

/** The words of a page's title; `undefined` where it has none. */
function titleOf(page: string): string | undefined {
  const [, afterTag = ""] = page.split(/<title/i, 2);
  const start = afterTag.indexOf(">") + 1;
  if (start === 0) return undefined;
  return afterTag.slice(start).split("<", 1)[0]?.trim() || undefined;
}

/**
 * What comes of a body within 64 kB and 5 s. Never throws.
 * @param signal ends the reading, and closes the connection.
 */
export async function readSome({ body }: Response, signal?: AbortSignal): Promise<string> {
  const decode = createDecoder(false);
  let text = "";
  // the status, and what came of the body, say enough
  try {
    if (!body) return text;
    const chunks = openChunks(body);
    signal?.addEventListener("abort", chunks.close);
    await readRest(chunks, BODY_TIMEOUT_MS, MAX_BODY_BYTES, (chunk) => (text += decode(chunk)));
  } catch {
    // as far as it came
  }
  return text.slice(0, MAX_BODY_BYTES);
}
