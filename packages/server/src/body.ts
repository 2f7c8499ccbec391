import { jsonPointer } from "./pointer.ts";
import { Problem } from "./problem.ts";

const MAX_DEPTH = 100;

/** A JSON object, as parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads the body as a JSON object, whatever its content type says; an empty body is `{}`.
 * @throws Problem `body_too_large` over `maxBytes`, `invalid_json`, or `invalid_input` for JSON that is no object or has a
 * member nested deeper than 100 levels.
 */
export async function readJsonObject(request: Request, maxBytes: number): Promise<JsonObject> {
  const text = decode(await readBytes(request, maxBytes));
  const value = text.trim() === "" ? {} : parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidInput("", "The body must be a JSON object.");
  }
  for (const [key, member] of Object.entries(value)) {
    if (isDeeper(member, MAX_DEPTH)) {
      throw invalidInput(jsonPointer([key]), `Nested deeper than ${MAX_DEPTH} levels.`);
    }
  }
  return value as JsonObject;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

function invalidInput(pointer: string, detail: string): Problem {
  const text = pointer ? `${pointer}: ${detail}` : detail;
  return new Problem("invalid_input", text, { extras: { errors: [{ pointer, detail }] } });
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array[]> {
  const tooLarge = new Problem("body_too_large", `The body is larger than ${maxBytes} bytes.`);
  const length = request.headers.get("content-length");
  if (length === null || !/^\d+$/.test(length)) return readChunks(request, maxBytes, tooLarge);
  if (Number(length) > maxBytes) throw tooLarge;
  // Of a known length it is read at once: a stream would cost several KB, for as long as the answer lasts.
  const whole = await request.arrayBuffer().catch(brokeOff);
  if (whole.byteLength > maxBytes) throw tooLarge;
  return [new Uint8Array(whole)];
}

async function readChunks(
  request: Request,
  maxBytes: number,
  tooLarge: Problem,
): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const chunk = await reader?.read().catch(brokeOff);
    if (!chunk || chunk.done) return chunks;
    length += chunk.value.length;
    if (length > maxBytes) {
      void reader?.cancel();
      throw tooLarge;
    }
    chunks.push(chunk.value);
  }
}

function brokeOff(): never {
  throw new Problem("invalid_json", "The body broke off.");
}

function decode(chunks: Uint8Array[]): string {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    return (
      chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode()
    );
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
