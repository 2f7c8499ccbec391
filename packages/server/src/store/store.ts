import type { Failure } from "../errors.ts";
import type { FinishReason } from "../finishReason.ts";
import type { Usage } from "../workflow.ts";
import type { LogEntry, LogPosition } from "./log.ts";
import type { RateCounter } from "./rates.ts";
import type { SlotStore } from "./slots.ts";

/** What a token allows. Absent members do not restrict. */
export interface TokenScope {
  /** The one workflow it may start. */
  readonly workflowId?: string;
  /** The exact `Origin` the request must carry. */
  readonly origin?: string;
  /** SHA-256 of the canonical JSON of the inputs. */
  readonly inputsHash?: string;
  /** The longest run it may start, in seconds. */
  readonly maxRunSeconds?: number;
  /** The only workflows that the key which made it may use. */
  readonly workflowIds?: readonly string[];
  /** The name of the key which made it. */
  readonly owner?: string;
}

/** Keeps single-use tokens under their SHA-256. The token itself never reaches the store. */
export interface TokenStore {
  /** Keeps a token for `ttlSeconds`. */
  put(tokenHash: string, scope: TokenScope, ttlSeconds: number): Promise<void>;
  /** Reads a token and leaves it there; `undefined` when it is unknown, used or expired. */
  peek(tokenHash: string): Promise<TokenScope | undefined>;
  /** Reads and deletes a token in one atomic step: of any number of callers one gets it. */
  take(tokenHash: string): Promise<TokenScope | undefined>;
}

/** `reserved`: a request holds the id while it is checked. The last three are final; `aborted`: it was cancelled. */
export type StoredStatus = "reserved" | "running" | "done" | "failed" | "aborted";

/** What is known of a run, without its text. */
export interface StoredRun {
  readonly status: StoredStatus;
  /** `null` when the run was cancelled before its request was seen. */
  readonly workflowId: string | null;
  /** SHA-256 of the Run-Key's secret; `null` when the run was started without one. */
  readonly secretHash: string | null;
  /** SHA-256 of the app's user whose run it is; `null` when a token or a secret key began it. */
  readonly userHash: string | null;
  /** UTF-8 bytes of text so far. */
  readonly bytes: number;
  /** Parts beside the text so far. */
  readonly parts: number;
  /** With `failed`. */
  readonly failure?: Failure;
  /** With `done`, if its workflow told. */
  readonly finishReason?: FinishReason;
  /** With `done` and `failed`, if its workflow reported any. */
  readonly usage?: Usage;
}

/** A claim on a run id. */
export interface Reservation {
  /** Random; tells the one who made this claim from all others. */
  readonly owner: string;
  readonly workflowId: string | null;
  readonly secretHash: string | null;
  /** SHA-256 of the app's user who begins the run. */
  readonly userHash?: string;
}

/** How a run ended, and what it used up. */
export type Ending = { readonly usage?: Usage } & (
  | { readonly status: "done"; readonly finishReason?: FinishReason }
  | { readonly status: "aborted" }
  | { readonly status: "failed"; readonly failure: Failure }
);

/** A piece of a run's log, with the run as it stood at that moment. */
export interface RunSlice {
  readonly run: StoredRun;
  /** The entries from the position on, in their order; a delta may be cut, at the position and between characters. */
  readonly entries: readonly LogEntry[];
}

/** How much to read, and how long to wait for it. */
export interface ReadOptions {
  /** No further entry is added once this many bytes are reached. At least one is returned. */
  readonly maxBytes: number;
  /** How long to wait when there is nothing at the position and the run has not ended. 0: don't wait. */
  readonly waitMs: number;
  /** Don't wait when the run has another status than this. */
  readonly whileStatus?: StoredStatus;
  /** Ends the wait early; the answer is then what there is. */
  readonly signal?: AbortSignal;
}

/** Keeps runs and their logs under the run's id. Every step is atomic, also between machines. */
export interface RunStore {
  /**
   * Claims an id for `ttlMs`, if there is no run of that id.
   * @returns `undefined` when the claim stands, else the run that was there.
   * @throws StoreFullError when there is no room for another run.
   */
  reserve(runId: string, reservation: Reservation, ttlMs: number): Promise<StoredRun | undefined>;
  /** Gives a claimed id back; nothing happens when it is no longer this owner's. */
  release(runId: string, owner: string): Promise<void>;
  /**
   * Turns a claim into a running run, also one that lapsed and that no one else took.
   * @param onCancel called once if the run is cancelled while it runs.
   * @param keepMs how long to keep the run, in ms, if the process that works for it is lost.
   * @returns `false` when the id is another's or was cancelled; nothing has changed then.
   */
  begin(
    runId: string,
    reservation: Reservation,
    onCancel: () => void,
    keepMs: number,
  ): Promise<boolean>;
  /**
   * Adds one entry to the log of a running run. Whoever reads has, of any entry, all that were added before it.
   * @returns `false` when the run is not running any more.
   * @throws StoreFullError when there is no room for it.
   */
  append(runId: string, entry: LogEntry): Promise<boolean>;
  /** Ends a running run and keeps it for `keepMs`. @returns `false` when it had ended before. */
  finish(runId: string, ending: Ending, keepMs: number): Promise<boolean>;
  /** Ends a reserved or running run as `aborted`, tells its producer, and keeps it for `keepMs`. */
  cancel(runId: string, keepMs: number): Promise<void>;
  /** Reads a run without its log. */
  get(runId: string): Promise<StoredRun | undefined>;
  /**
   * Reads the log from a position on; waits for it or for a change of status as told. Parts that stand before the position's text, but
   * are not among its parts, come first. Either count may lie far beyond the end: then nothing of its kind is read or waited for.
   */
  read(runId: string, from: LogPosition, options: ReadOptions): Promise<RunSlice | undefined>;
  /** How many parts of a run stand before a byte of its text; 0 when it is unknown. */
  partsBefore(runId: string, byteOffset: number): Promise<number>;
  /** Says that a reader is there, for `leaseMs` from now. @returns `false` when the run is unknown or has ended. */
  attend(runId: string, leaseMs: number): Promise<boolean>;
  /** How long the last lease of a reader still holds, in ms; 0 when none does. */
  attendedForMs(runId: string): Promise<number>;
}

/** Keeps texts for a while, under keys of the caller's making. It may forget any of them earlier. */
export interface CacheStore {
  get(key: string): Promise<string | undefined>;
  /** Keeps a text for `ttlSeconds`, in place of one kept before. */
  put(key: string, text: string, ttlSeconds: number): Promise<void>;
}

/** Where a server keeps its tokens, its runs, and the answers it may give again. */
export interface Store {
  /** Whether all of it is in this process, so that no other can share it. Default: it is not. */
  readonly isLocal?: boolean;
  readonly tokens: TokenStore;
  readonly runs: RunStore;
  readonly cache: CacheStore;
  /** Counts for the rate limits. */
  readonly rates: RateCounter;
  /** The places of running runs. */
  readonly slots: SlotStore;
  /** The longest time for which it can be told to keep something, in ms. Default: no limit. */
  readonly longestMs?: number;
  /** Whether the store answers and takes writes; the readiness check rests on it. */
  ping(): Promise<void>;
  /** Stops its timers and connections. */
  close(): Promise<void>;
}

/**
 * The store can't be reached, or did not answer in time.
 * @example
 * ```ts
 * // in a store of your own: the server answers 503 `store_unavailable`
 * throw new StoreUnavailableError("no answer within 2 s", { cause });
 * ```
 */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";
}

/**
 * The store has no room left.
 * @example
 * ```ts
 * // in a store of your own: the server answers 503 `store_unavailable`
 * if (runs.size >= maxRuns) throw new StoreFullError("10 000 runs are under way");
 * ```
 */
export class StoreFullError extends Error {
  override readonly name = "StoreFullError";
}
