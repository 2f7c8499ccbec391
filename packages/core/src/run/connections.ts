import { isBrowser } from "../environment.ts";
import { resolveUrl } from "./location.ts";

/** How many connections a browser opens to one origin over HTTP/1.1. */
const MOST_CONNECTIONS = 6;

/** How many requests of this page's streams are open, by origin; an origin with none is left out. */
const open = new Map<string, number>();

/**
 * Counts a request to an address as open. Outside a browser nothing is counted: there no limit is known.
 * @returns what ends that; calling it again does nothing.
 */
export function countConnection(url: string): () => void {
  const origin = resolveUrl(url)?.origin;
  if (!isBrowser() || origin === undefined) return () => {};
  open.set(origin, (open.get(origin) ?? 0) + 1);
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    const left = (open.get(origin) ?? 0) - 1;
    if (left > 0) open.set(origin, left);
    else open.delete(origin);
  };
}

/** Whether a request that is counted has to wait, over HTTP/1.1, until another to its origin ends. */
export function areConnectionsTaken(url: string): boolean {
  const origin = resolveUrl(url)?.origin;
  return origin !== undefined && (open.get(origin) ?? 0) > MOST_CONNECTIONS;
}
