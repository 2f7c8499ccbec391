import { invalidInput } from "./invalidInput.ts";
import { checkValues, hasMoreValues } from "./jsonValues.ts";
import { MisconfiguredError } from "./misconfigured.ts";
import { Problem } from "./problem.ts";
import { isInstance } from "./thrown.ts";
import type { Visit } from "./visit.ts";

/** A JSON object, as parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** How large a body may be. */
export interface BodyBounds {
  readonly maxBodyBytes: number;
  /** JSON values of all kinds, counted wherever they stand. */
  readonly maxBodyValues: number;
}

const FIRST_CAPACITY_BYTES = 4096;
const encoder = new TextEncoder();
const HOW_TO_MOUNT =
  "The body of a request was read before the workflow server was given it. Mount the server before whatever parses bodies, or hand the parsed body over.";

/**
 * Reads the body as a JSON object, whatever its content type says; an empty body is `{}`.
 * @throws Problem `body_too_large`, `invalid_json`, `body_used` when someone read it before, or `invalid_input` for JSON that is no
 * object, holds too many values, a number that can't be held, or a member nested deeper than 100 levels.
 */
export async function readJsonObject(
  { request, isBodyTaken, parsedBody }: Visit,
  { maxBodyBytes, maxBodyValues }: BodyBounds,
): Promise<JsonObject> {
  const isTaken = isBodyTaken || request.bodyUsed;
  const bytes = isTaken
    ? bytesOfParsed(parsedBody, maxBodyBytes)
    : await readBytes(request, maxBodyBytes);
  const text = decode(bytes);
  if (hasMoreValues(text, maxBodyValues)) {
    throw invalidInput("", `The body holds more than ${maxBodyValues} values.`);
  }
  const value = text.trim() === "" ? {} : parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidInput("", "The body must be a JSON object.");
  }
  checkValues(value as JsonObject);
  return value as JsonObject;
}

/** The bytes that a parsed body may have been made of. @throws Problem */
function bytesOfParsed(parsed: unknown, maxBytes: number): Uint8Array {
  if (parsed === undefined) {
    const cause = new MisconfiguredError(HOW_TO_MOUNT);
    throw new Problem("body_used", "The body was read by another part of this server.", { cause });
  }
  const bytes = parsed instanceof Uint8Array ? parsed : encoder.encode(textOfParsed(parsed));
  if (bytes.byteLength > maxBytes) throw bodyTooLarge(maxBytes);
  return bytes;
}

function textOfParsed(parsed: unknown): string {
  if (typeof parsed === "string") return parsed;
  try {
    // JSON would write null for a number that can't be held, and let it pass.
    if (typeof parsed === "object" && parsed !== null) checkValues(parsed as JsonObject);
    return JSON.stringify(parsed) ?? "";
  } catch (thrown) {
    throw isInstance(thrown, Problem)
      ? thrown
      : new Problem("invalid_json", "The body is not JSON.");
  }
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = bodyTooLarge(maxBytes);
  const length = request.headers.get("content-length");
  if (length === null || !/^\d+$/.test(length)) return readChunks(request, maxBytes, tooLarge);
  if (Number(length) > maxBytes) throw tooLarge;
  // Of a known length it is read at once: a stream would cost several KB, for as long as the answer lasts.
  const whole = await request.arrayBuffer().catch(brokeOff);
  if (whole.byteLength > maxBytes) throw tooLarge;
  return new Uint8Array(whole);
}

async function readChunks(
  request: Request,
  maxBytes: number,
  tooLarge: Problem,
): Promise<Uint8Array> {
  // One buffer: of a million chunks of a byte each, every one would take a hundred.
  let buffer = new Uint8Array(FIRST_CAPACITY_BYTES);
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const chunk = await reader?.read().catch(brokeOff);
    if (!chunk || chunk.done) return buffer.subarray(0, length);
    if (length + chunk.value.length > maxBytes) {
      reader?.cancel().catch(() => {});
      throw tooLarge;
    }
    buffer = withRoom(buffer, length + chunk.value.length);
    buffer.set(chunk.value, length);
    length += chunk.value.length;
  }
}

function withRoom(buffer: Uint8Array<ArrayBuffer>, neededBytes: number): Uint8Array<ArrayBuffer> {
  if (neededBytes <= buffer.length) return buffer;
  const larger = new Uint8Array(Math.max(neededBytes, buffer.length * 2));
  larger.set(buffer);
  return larger;
}

function bodyTooLarge(maxBytes: number): Problem {
  return new Problem("body_too_large", `The body is larger than ${maxBytes} bytes.`);
}

function brokeOff(): never {
  throw new Problem("invalid_json", "The body broke off.");
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Problem("invalid_json", "The body is not UTF-8.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("invalid_json", "The body is not JSON.");
  }
}
