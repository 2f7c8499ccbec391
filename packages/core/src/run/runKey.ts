/** Names one run and opens it. It goes into the `Run-Key` header, never into a URL, an error or a snapshot. */
export interface RunKey {
  /** `run_` and 22 characters: the run's id, and no secret. */
  readonly id: string;
  /** What the header carries: `run_<id>.<secret>`. */
  readonly value: string;
}

/** The characters of 128 random bits in base64url. */
const PART_CHARS = 22;
const BASE64URL = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
/** The bytes of two parts: 44 characters, without padding. */
const RANDOM_BYTES = 33;

/** Creates a Run-Key of two times 132 random bits. */
export function createRunKey(): RunKey {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  const text = btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
  const id = `run_${text.slice(0, PART_CHARS)}`;
  return { id, value: `${id}.${text.slice(PART_CHARS)}` };
}

/** A Run-Key that was kept; `undefined` where it has another shape. */
export function parseRunKey(value: unknown): RunKey | undefined {
  if (typeof value !== "string") return undefined;
  const [id = "", secret = "", ...rest] = value.split(".");
  const isKey = id.startsWith("run_") && isPart(id.slice(4)) && isPart(secret);
  return isKey && rest.length === 0 ? { id, value } : undefined;
}

function isPart(text: string): boolean {
  return text.length === PART_CHARS && [...text].every((char) => BASE64URL.has(char));
}
