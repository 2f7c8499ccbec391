import type { Finish, NamedData, Source } from "../parts.ts";

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
