import type { WorkflowStreamError } from "./errors.ts";
import type { Format } from "./formats/format.ts";
import type { Persister } from "./persist/persister.ts";
import type { RunResult } from "./workflowStream.ts";

/** Why a token is asked for: a new run, a further try of it, or after the server rejected the last one. */
export type TokenReason = "start" | "retry" | "rejected";

/** What a `token`, `url` or `headers` function is told. */
export interface RequestContext {
  /** Which try of this run it is for, from 1. */
  readonly attempt: number;
  readonly reason: TokenReason;
  /** Aborts when the run stops, or after `connectTimeoutMs`. Not enumerable: a call of a server's function is sent without it. */
  readonly signal: AbortSignal;
}

/** A single-use token, alone or as a token endpoint answers it; `ttl` in seconds. */
export type Token = string | { readonly token: string; readonly ttl?: number | string | null };

/** Options of every stream. */
export interface CommonOptions<Inputs> {
  /**
   * A single-use token, or a function that fetches one: asked for each new try, never for a repeat of the same request. It may give the
   * answer of a token route as it comes.
   */
  token?:
    | string
    | ((context: RequestContext) => Token | Response | Promise<Token | Response>)
    | undefined;
  /** In place of `token`: a route of the page's own backend, which is posted `{ workflow }` as JSON and answers with a token. */
  tokenUrl?: string | URL | undefined;
  /** Where the token stands. In the header the preflight can be cached and the token stays out of access logs. Default `'query'`. */
  tokenIn?: "query" | "header" | undefined;
  /** Sent when `start()` is given none. */
  inputs?: Inputs | (() => Inputs) | undefined;
  /** The method of the request. Default `'POST'`. */
  method?: string | undefined;
  /** Headers of each request, or a function that is asked for each new try. */
  headers?:
    | HeadersInit
    | ((context: RequestContext) => HeadersInit | Promise<HeadersInit>)
    | undefined;
  /** Which requests carry the page's cookies, as `fetch` has it. Default `'same-origin'`. */
  credentials?: RequestCredentials | undefined;
  /** What sends the requests. Default the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Which events carry text. Default `'auto'`: by content type. */
  format?: "auto" | Format | undefined;
  /** Further tries before the response's headers. Default 2. */
  retries?: number | undefined;
  /** How long to wait for the token, and for the response's headers, in ms. Default 30 000. */
  connectTimeoutMs?: number | undefined;
  /** How long a body may be silent, in ms; heartbeats count as life. Default 60 000. */
  stallTimeoutMs?: number | undefined;
  /** The longest text with its reasoning, in UTF-16 code units; a longer one ends as `too_long`, its beginning kept. Default 10 000 000. */
  maxChars?: number | undefined;
  /** How often subscribers hear: once a frame, or at each read. Default `'frame'`. */
  flush?: "frame" | "sync" | undefined;
  /** Shown before the first run. Default `''`. */
  initialText?: string | undefined;
  /** Called with the text of each read. */
  onDelta?: ((delta: string) => void) | undefined;
  /** Called once with each value that the server sends beside the text, those too that are not kept. */
  onData?: ((name: string, value: unknown) => void) | undefined;
  /** Called at every ending. */
  onFinish?: ((result: RunResult) => void) | undefined;
  /** Called when a run failed, before `onFinish`. */
  onError?: ((error: WorkflowStreamError) => void) | undefined;
}

/** A workflow of a server that speaks our protocol. */
export type WorkflowTarget = {
  /** Which workflow to run, as its server calls it. */
  workflowId: string;
  /** Where the API stands. Default `'/api/v1'`. */
  baseUrl?: string | undefined;
  url?: undefined;
} & (
  | {
      /** Send a Run-Key, and pick up where the text broke off. Default `true`. */
      resume?: true | undefined;
      /** Remembers the run, so that a page that comes anew picks it up. Taken when the stream is made. Default none. */
      persister?: Persister | undefined;
    }
  | { resume: boolean; persister?: undefined }
);

/** Any endpoint that streams text. */
interface UrlTarget {
  /** Where to ask, or a function that is asked for each new try. A plain string that holds a single-use token is good for one try. */
  url: string | URL | ((context: RequestContext) => string | URL | Promise<string | URL>);
  workflowId?: undefined;
  baseUrl?: undefined;
  resume?: false | undefined;
  persister?: undefined;
}

/** What to run, and how. */
export type WorkflowStreamOptions<Inputs = Record<string, unknown>> = CommonOptions<Inputs> &
  (WorkflowTarget | UrlTarget);
