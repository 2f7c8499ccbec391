import type { RequestContext } from "@workflow-stream/vue";

/**
 * Asks this page's own backend for JSON.
 * @throws Error when the answer is no success.
 */
export async function fetchJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

/**
 * Asks this page's own backend, which holds the secret key, for a single-use token; `ttl` in seconds.
 * @throws Error when the answer is no success.
 */
export function fetchToken({ signal }: RequestContext): Promise<{ token: string; ttl: number }> {
  return fetchJson("/api/stream-token", { method: "POST", signal });
}
