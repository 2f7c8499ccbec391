import {
  addressBucket,
  isInRange,
  parseAddress,
  parseRange,
  type Address,
  type AddressRange,
} from "./address.ts";

/**
 * Where a request came from, as whoever received it knows: its address, or the bindings that the Node adapter of Hono hands on.
 * Without one, all requests count as one caller's.
 */
export interface Caller {
  /** The IP address of the socket. */
  readonly address?: string | undefined;
  /** For the option `authorize`: what the app knows of the request, such as its framework's locals. */
  readonly context?: unknown;
  /** What Next gives a route handler beside the request, so that `fetch` may be exported as one. It is not read. */
  readonly params?: unknown;
  /** What a body parser in front of the server has made of the body; looked at where that can't be read any more. */
  readonly body?: unknown;
  readonly incoming?: {
    readonly socket?: { readonly remoteAddress?: string | undefined };
    /** Of Node's request: someone has read of it. */
    readonly readableDidRead?: boolean;
  };
}

/** The proxies in front of the server: how many, or their addresses and ranges. */
export type TrustedProxies = number | readonly string[];

/** Finds the caller's address as the limits count it: see `addressBucket`. */
export type FindAddress = (request: Request, caller: Caller | undefined) => string;

/** What callers of no known address count as. */
export const UNKNOWN_ADDRESS = "unknown";

/**
 * Creates the finder. `X-Forwarded-For` counts only as far as trusted proxies wrote it, from its right end: what a caller put there
 * itself never does.
 * @throws TypeError when `proxies` is no whole number above 0, or holds what is no address or range.
 */
export function createAddressFinder(proxies: TrustedProxies | undefined): FindAddress {
  const isTrusted = trust(proxies);
  return (request, caller) => {
    const forwarded = proxies === undefined ? null : request.headers.get("x-forwarded-for");
    const hops = forwarded === null ? [] : forwarded.split(",").reverse();
    let found = parseAddress(socketOf(caller));
    for (const [index, hop] of hops.entries()) {
      // A server behind a Unix socket or an adapter that says nothing still knows that its proxy called.
      if (!isTrusted(found, index)) break;
      const before = parseAddress(hop.trim());
      if (!before) break;
      found = before;
    }
    return found ? addressBucket(found) : UNKNOWN_ADDRESS;
  };
}

/** Finds the host that a request was sent to, as its sender names it. */
export type FindHost = (request: Request, caller: Caller | undefined) => string | undefined;

/** Creates the finder. `X-Forwarded-Host` counts where a trusted proxy has called, and of several hosts the one it wrote itself, the last. */
export function createHostFinder(proxies: TrustedProxies | undefined): FindHost {
  const isTrusted = trust(proxies);
  return ({ headers }, caller) => {
    const forwarded = headers.get("x-forwarded-host");
    const host = headers.get("host") ?? undefined;
    if (forwarded === null || !isTrusted(parseAddress(socketOf(caller)), 0)) return host;
    return forwarded.split(",").at(-1)?.trim();
  };
}

function socketOf(caller: Caller | undefined): string {
  return caller?.address ?? caller?.incoming?.socket?.remoteAddress ?? "";
}

/** Whether someone has read the body off Node's request, and left nothing of it where adapters look. */
export function hasTakenBody({ incoming }: Caller = {}): boolean {
  return incoming?.readableDidRead === true && !("rawBody" in incoming);
}

function trust(
  proxies: TrustedProxies | undefined,
): (address: Address | undefined, hop: number) => boolean {
  if (proxies === undefined) return () => false;
  if (typeof proxies === "number") {
    if (!Number.isInteger(proxies) || proxies < 1) {
      throw new TypeError(`trustProxy must be a whole number above 0 or a list, not ${proxies}`);
    }
    return (_address, hop) => hop < proxies;
  }
  const ranges = proxies.map(readRange);
  return (address) => address !== undefined && ranges.some((range) => isInRange(address, range));
}

function readRange(text: string): AddressRange {
  const range = parseRange(text);
  if (!range) throw new TypeError(`trustProxy holds "${text}", which is no IP address or range`);
  return range;
}
