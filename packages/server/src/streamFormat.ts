import type { LogEntry, LogPosition } from "./store/log.ts";
import type { StoredRun } from "./store/store.ts";

/** How a run travels in one content type. */
export interface StreamFormat {
  /** Headers of this format alone. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it carries what stands beside the text. */
  readonly hasParts: boolean;
  /** Sent after silence; empty where the format has no such thing. */
  readonly heartbeat: string;
  /** Begins one connection. */
  open(runId: string): StreamWriter;
}

/** Writes the body of one connection. */
export interface StreamWriter {
  /** Sent first. */
  readonly preamble: string;
  /** Entries that follow each other, the first of them at a position of the log. */
  encode(entries: readonly LogEntry[], from: LogPosition): Uint8Array;
  /** Sent last. `undefined`: the format can't say how this run ended, so the connection has to break. */
  terminal(run: StoredRun): string | undefined;
}
