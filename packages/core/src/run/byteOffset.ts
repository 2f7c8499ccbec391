/** A count of bytes as a server writes it, in `Run-Offset` or as an event's id; `undefined` where it is none. */
export function parseByteOffset(text: string | null): number | undefined {
  if (!text) return undefined;
  const bytes = Number(text);
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : undefined;
}
