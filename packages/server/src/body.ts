import { Problem } from "./problem.ts";

/** A JSON object, as parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads the body as a JSON object, whatever its content type says; an empty body is `{}`.
 * @throws Problem `body_too_large` over `maxBytes`, `invalid_json`, or `invalid_input` for JSON that is no object.
 */
export async function readJsonObject(request: Request, maxBytes: number): Promise<JsonObject> {
  const text = decode(await readBytes(request, maxBytes));
  const value = text.trim() === "" ? {} : parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const detail = "The body must be a JSON object.";
    throw new Problem("invalid_input", detail, { extras: { errors: [{ pointer: "", detail }] } });
  }
  return value as JsonObject;
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array[]> {
  const tooLarge = new Problem("body_too_large", `The body is larger than ${maxBytes} bytes.`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const chunk = await reader?.read().catch(() => {
      throw new Problem("invalid_json", "The body broke off.");
    });
    if (!chunk || chunk.done) return chunks;
    length += chunk.value.length;
    if (length > maxBytes) {
      void reader?.cancel();
      throw tooLarge;
    }
    chunks.push(chunk.value);
  }
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
