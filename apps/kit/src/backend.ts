import type { RequestContext } from "@workflow-stream/core";

/** What the demo server wrote down of a run, whatever reached the browser of it. */
export interface RunRecord {
  readonly status: "running" | "done" | "failed" | "aborted";
  readonly text: string;
  /** UTF-8 bytes of the text. */
  readonly bytes: number;
  /** How often the workflow was executed for it. */
  readonly runs: number;
  /** Different tokens that were accepted for it. */
  readonly tokens: number;
  /** Answers that carried its text, or a part of it. */
  readonly connections: number;
}

type TokenRequest = Pick<RequestContext, "signal">;

/**
 * Asks this page's own backend, which holds the secret key, for a single-use token; `ttl` in seconds.
 * @throws Error when the answer is no success.
 */
export function fetchToken({ signal }: TokenRequest): Promise<{ token: string; ttl: number }> {
  return fetchJson("/api/stream-token", { method: "POST", signal });
}

/**
 * A token that has been used already, to see what comes of it.
 * @throws Error when an answer is no success.
 */
export async function fetchUsedToken(request: TokenRequest): Promise<{ token: string }> {
  const { token } = await fetchToken(request);
  const url = `/api/v1/run/explain/stream?token=${encodeURIComponent(token)}`;
  const body = JSON.stringify({ topic: "token", pace: 0 });
  await (await fetch(url, { method: "POST", body, signal: request.signal })).text();
  return { token };
}

/** The titles of all articles that `explain` knows. @throws Error when the answer is no success. */
export async function fetchTitles(): Promise<string[]> {
  const articles = await fetchJson<{ title: string }[]>("/api/demo/articles");
  return articles.map(({ title }) => title);
}

/** A long text, ready to be summarised. @throws Error when the answer is no success. */
export async function fetchSampleText(): Promise<string> {
  return (await fetchJson<{ text: string }>("/api/demo/text")).text;
}

/** What the server wrote down of a run. @throws Error when it knows of no such run. */
export function fetchRecord(runId: string): Promise<RunRecord> {
  return fetchJson(`/api/demo/runs/${runId}`);
}

/** Destroys the connections of a run on the server, which refuses new ones for `refuseMs`. @throws Error when the answer is no success. */
export async function cutConnection(runId: string, refuseMs: number): Promise<void> {
  await fetchJson(`/api/demo/runs/${runId}/cut?refuseMs=${refuseMs}`, { method: "POST" });
}

async function fetchJson<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}
