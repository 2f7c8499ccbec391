/** UTF-8 without the character that is cut off at its end, if one is. */
export function wholeCharacters(bytes: Buffer): Buffer {
  const lastLead = leadBefore(bytes, bytes.length);
  const isWhole = lastLead + lengthOf(bytes[lastLead] ?? 0) <= bytes.length;
  return isWhole ? bytes : bytes.subarray(0, lastLead);
}

function leadBefore(bytes: Buffer, end: number): number {
  let position = Math.max(0, end - 1);
  while (position > 0 && ((bytes[position] ?? 0) & 0xc0) === 0x80) position--;
  return position;
}

function lengthOf(lead: number): number {
  if (lead < 0xc0) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
