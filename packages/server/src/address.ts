/** An IP address: 4 bytes, or 16. */
export type Address = readonly number[];

/** A range of addresses in CIDR notation, such as `10.0.0.0/8`. */
export interface AddressRange {
  readonly start: Address;
  readonly prefixBits: number;
}

/**
 * Reads an IP address, also with a port or a zone, as proxies write them. An IPv4 address mapped into IPv6 is IPv4.
 * @returns `undefined` for anything else.
 */
export function parseAddress(text: string): Address | undefined {
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? text;
  if (/^[\d.]+(:\d+)?$/.test(bare)) return parseV4(bare.replace(/:\d+$/, ""));
  const bytes = parseV6(bare.replace(/%.*$/, ""));
  const isMapped = bytes?.slice(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 255));
  return isMapped ? bytes?.slice(12) : bytes;
}

/**
 * Reads a range, or one address as a range of its own.
 * @returns `undefined` when it is neither.
 */
export function parseRange(text: string): AddressRange | undefined {
  const [, address = "", bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const start = parseAddress(address);
  if (!start) return undefined;
  const prefixBits = bits === undefined ? start.length * 8 : Number(bits);
  return prefixBits <= start.length * 8 ? { start, prefixBits } : undefined;
}

/** Whether the address lies in the range. */
export function isInRange(address: Address, { start, prefixBits }: AddressRange): boolean {
  if (address.length !== start.length) return false;
  return start.every((byte, i) => {
    const bits = Math.min(Math.max(prefixBits - i * 8, 0), 8);
    const mask = 0xff & ~(0xff >> bits);
    return ((byte ^ (address[i] ?? 0)) & mask) === 0;
  });
}

/** What the limits count together: an IPv4 address, or the /64 of an IPv6 one, which belongs to one customer. */
export function addressBucket(address: Address): string {
  if (address.length === 4) return address.join(".");
  const hex = address.slice(0, 8).map((byte) => byte.toString(16).padStart(2, "0"));
  return `${hex.join("")}/64`;
}

function parseV4(text: string): number[] | undefined {
  const parts = text.split(".");
  const bytes = parts.map(Number);
  const isValid = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part));
  return isValid && bytes.every((byte) => byte <= 255) ? bytes : undefined;
}

function parseV6(text: string): number[] | undefined {
  const [head = "", tail, ...more] = undotted(text).split("::");
  const before = parseGroups(head);
  const after = tail === undefined ? [] : parseGroups(tail);
  if (!before || !after || more.length > 0) return undefined;
  const missing = 16 - before.length - after.length;
  const isValid = tail === undefined ? missing === 0 : missing > 0;
  return isValid ? [...before, ...Array.from({ length: missing }, () => 0), ...after] : undefined;
}

/** The text with an IPv4 address at its end as two groups. */
function undotted(text: string): string {
  const [, head, dotted = ""] = /^(.*:)([\d.]+)$/.exec(text) ?? [];
  const hex = parseV4(dotted)?.map((byte) => byte.toString(16).padStart(2, "0"));
  return hex ? `${head}${hex[0]}${hex[1]}:${hex[2]}${hex[3]}` : text;
}

function parseGroups(text: string): number[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff]);
}
