import type { WorkflowStreamError } from "./errors.ts";
import type { createRemembering } from "./persist/remembering.ts";

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

/** Which events carry text, for a server that is not ours; made by `defineFormat`. */
export interface Format {
  /** What it is called in errors. */
  readonly name: string;
  /** How the body is cut into events: not at all, at line breaks, or as server-sent events. */
  readonly framing: "text" | "lines" | "events";
  /** Whether the format says that it ended. Where it does, a body that ends without is `interrupted`. */
  readonly terminal: boolean;
  /** What an event means; `undefined` to pass it over. Throws where the event is not of this format. */
  read(event: StreamEvent): FormatResult | undefined;
}

/** Why a text ended: as it should, at a limit of tokens, by a filter, or for what is none of these, such as a tool's call. */
export type FinishReason = "stop" | "length" | "content-filter" | "other";

/** What a run took of the model, in tokens, as far as the server says. */
export interface Usage {
  /** Those of the prompt. */
  readonly inputTokens?: number | undefined;
  /** Those of the answer, with its reasoning. */
  readonly outputTokens?: number | undefined;
  /** All of them, as the server counts. */
  readonly totalTokens?: number | undefined;
  /** Of the `outputTokens`, those of the reasoning. */
  readonly reasoningTokens?: number | undefined;
}

/** What the text draws on. */
export interface Source {
  /** The server's name for it: of two with one id the first counts. */
  readonly id: string;
  /** Always `http:` or `https:`. */
  readonly url?: string | undefined;
  /** What it is called. */
  readonly title?: string | undefined;
}

/** A value that a server sends beside the text, under a name. */
export interface NamedData {
  readonly name: string;
  readonly value: unknown;
  /** It is for those who hear it now, and is not kept. Default `false`. */
  readonly transient?: boolean | undefined;
}

/** How a text ended, and what it took. */
export interface Finish {
  /** `undefined` where the server gives no reason. */
  readonly finishReason?: FinishReason | undefined;
  /** What the run took of the model, where the server says so. */
  readonly usage?: Usage | undefined;
}

/** What stands beside the text: a piece of the reasoning, a source, a value, and how it ended. */
export type Part =
  | { readonly type: "reasoning"; readonly text: string }
  | ({ readonly type: "source" } & Source)
  | ({ readonly type: "data" } & NamedData)
  | ({ readonly type: "finish" } & Finish);

/** What one event means. */
export interface FormatResult extends Finish {
  /** A piece of the text. */
  readonly text?: string | undefined;
  /** A piece of what the model thought before it wrote. */
  readonly reasoning?: string | undefined;
  /** A `url` that is not `http:` or `https:` is left out of its source. */
  readonly sources?: readonly Source[] | undefined;
  /** A value beside the text. */
  readonly data?: NamedData | undefined;
  /**
   * The text has ended: for good, or `'unless-more'` text comes before the body ends. After that the body is waited for 2 s,
   * then closed. An event without text takes no end back.
   */
  readonly done?: boolean | "unless-more";
  /** Another answer begins in the same body: an end before it does not count. */
  readonly restarts?: boolean;
  /** Somebody stopped the run: it is `stopped`, and no error. */
  readonly aborted?: boolean;
  /** The run failed, in the server's words. */
  readonly error?: string | { readonly message: string; readonly code?: string | undefined };
}

/** A server-sent event, as a `MessageEvent` carries it; for other framings `data` alone is set. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  /** The last event id so far; `''` if there was none. */
  readonly id: string;
}

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

/**
 * Where one short text is kept beyond the page: by what it says, a page that comes anew finds the run. Each method may be
 * asynchronous, and may throw.
 */
export interface PersisterStorage {
  /** What was saved last; nothing where it was cleared. */
  load(): string | null | undefined | Promise<string | null | undefined>;
  save(value: string): unknown;
  clear(): unknown;
  /**
   * What it keeps it under: of two streams that are mounted in one page the later takes it. Default: what is made of it is its
   * own place.
   */
  readonly name?: string | undefined;
  /** Names who uses it, where several tabs do: who did not begin a run cancels it by `stop` alone. Default: all is one's own. */
  readonly owner?: (() => string) | undefined;
  /** Does some work while no other tab does its own, where several use it. What it does not begin is done all the same. Default: at once. */
  readonly exclusively?: ((work: () => Promise<void>) => Promise<void>) | undefined;
  /** Hears when another tab has saved or cleared; returns how to stop that. Default: nobody does. */
  readonly subscribe?: ((onChange: () => void) => () => void) | undefined;
}

/** Remembers a run beyond its page; made by `sessionPersister`, `localPersister` or `createPersister`, which bring what it takes. */
export interface Persister extends PersisterStorage {
  /** What a stream does with it; streams without a persister are not made to carry that. */
  readonly remember: typeof createRemembering;
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

/** `idle → connecting → streaming → done`; `streaming` begins with the first character. */
export type WorkflowStreamStatus =
  | "idle"
  | "connecting"
  | "streaming"
  | "reconnecting"
  | "done"
  | "stopped"
  | "error";

/** When things happened, in ms since the start; `undefined` until they did. */
export interface Timing {
  /** The token was there. */
  readonly token?: number;
  /** The response's headers were there. */
  readonly headers?: number;
  /** The first character was there. */
  readonly firstText?: number;
  /** The run had ended. */
  readonly end?: number;
  /** UTF-16 code units of this run's text. */
  readonly chars: number;
  /** Reads that brought text. */
  readonly chunks: number;
}

/** What came beside a text. Each is the same object until it changes. */
export interface Beside<Data = Record<string, unknown>> {
  /** What the model thought. Grows like `text`. */
  readonly reasoning: string;
  /** In their order, 1 000 at most. */
  readonly sources: readonly Source[];
  /** The latest value of each name, 1 000 names at most. It has no prototype. */
  readonly data: Readonly<Data>;
}

/** The published state: immutable, and the same object until something changed. */
export interface Snapshot<
  Inputs = Record<string, unknown>,
  Data = Record<string, unknown>,
> extends Beside<Data> {
  /** How far the run is. */
  readonly status: WorkflowStreamStatus;
  /** What has come so far: of the last run that brought text, or what was set. */
  readonly text: string;
  /** Why the text shown ended; `undefined` until the server says so, and where it doesn't. */
  readonly finishReason: FinishReason | undefined;
  /** What the text shown took of the model, once the server says so. */
  readonly usage: Usage | undefined;
  /** Why the last run failed; `undefined` when it didn't. */
  readonly error: WorkflowStreamError | undefined;
  /** Connecting, streaming or reconnecting. */
  readonly isLoading: boolean;
  /** The text shown broke off, was stopped, or was cut short by a limit or a filter. */
  readonly isPartial: boolean;
  /** The server said that the text shown has ended. */
  readonly verified: boolean;
  /** Those of the last run, as they were when it began. */
  readonly inputs: Inputs | undefined;
  /** Requests of this run so far. */
  readonly attempt: number;
  /** The server's name for the run, once it has said it. */
  readonly runId: string | undefined;
  /** When things happened. */
  readonly timing: Timing;
}

/** How a run ended. */
export interface RunResult extends Beside, Finish {
  /** Its ending. */
  readonly status: "done" | "stopped" | "error";
  /** This run's text. */
  readonly text: string;
  /** The text broke off, was stopped, or was cut short by a limit or a filter. */
  readonly isPartial: boolean;
  /** The server said that the text has ended. */
  readonly verified: boolean;
  /** Why it failed, where `status` is `error`. */
  readonly error?: WorkflowStreamError;
}

/** Hears each publish. `delta` is what the text grew by since the last one; `undefined` when it was replaced. */
export type Listener<Inputs = Record<string, unknown>, Data = Record<string, unknown>> = (
  snapshot: Snapshot<Inputs, Data>,
  delta: string | undefined,
) => void;

/** One run at a time, observable; what every binding wraps. Its methods need no `this`. */
export interface WorkflowStream<Inputs = Record<string, unknown>, Data = Record<string, unknown>> {
  /**
   * Starts a run. While one runs, the same target and inputs (by value) join it; others replace it.
   * Never rejects. `signal` stops the run.
   */
  readonly start: (
    inputs?: Inputs,
    init?: { signal?: AbortSignal | undefined },
  ) => Promise<RunResult>;
  /** Picks up a run that broke off and is still there; otherwise starts anew with the same inputs. Never rejects. */
  readonly retry: () => Promise<RunResult>;
  /**
   * Picks up the run that the `persister` remembers: `reconnecting`, `streaming`, then its true ending. Calling it again does
   * nothing more. Resolves with `undefined` where there is none. Never rejects.
   */
  readonly restore: () => Promise<RunResult | undefined>;
  /** Stops the run, here and on the server, and keeps the text. */
  readonly stop: () => void;
  /** Stops, and goes back to `idle` and `initialText`. */
  readonly reset: () => void;
  /** Replaces the text shown; a run that is on is stopped. */
  readonly setText: (text: string) => void;
  /** Resolves at the first text or a terminal status; at once outside a browser. */
  readonly ready: () => Promise<Snapshot<Inputs, Data>>;
  /** Hears each publish from now on; returns how to stop that. Does not keep the run alive. */
  readonly subscribe: (listener: Listener<Inputs, Data>) => () => void;
  /** The state as it is now; the same object until something changed. */
  readonly getSnapshot: () => Snapshot<Inputs, Data>;
  /** What a server renders: the state before any run. */
  readonly getServerSnapshot: () => Snapshot<Inputs, Data>;
  /**
   * Counts an owner; when the last one has released, the run is stopped one tick later: with a `persister` it is let go, and
   * `restore` picks it up. Does nothing outside a browser.
   */
  readonly retain: () => () => void;
}

/** A stream whatever its inputs, for what only shows it. */
export type AnyWorkflowStream = Omit<WorkflowStream<unknown>, "start"> & {
  readonly start: (
    inputs?: never,
    init?: { signal?: AbortSignal | undefined },
  ) => Promise<RunResult>;
};
