const encoder = new TextEncoder();

/** A text's UTF-8 bytes; bytes stay as they are. */
export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? encoder.encode(content) : content;
}

/** Bytes from hexadecimal, spaces between them allowed. */
export function hex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/[\da-f]{2}/g) ?? [], (byte) => Number.parseInt(byte, 16));
}

/** The parts as one. */
export function join(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const joined: number[] = [];
  for (const part of parts) joined.push(...bytesOf(part));
  return Uint8Array.from(joined);
}
