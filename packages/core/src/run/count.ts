/** A count as a server writes it, of bytes in `Run-Offset` and as an event's id, of parts in `Run-Parts`; `undefined` where it is none. */
export function parseCount(text: string | null): number | undefined {
  if (!text) return undefined;
  const count = Number(text);
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
