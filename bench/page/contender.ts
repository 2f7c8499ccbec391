import type { Protocol } from "../wire.ts";

/** Where a contender's text comes from. */
export interface Source {
  readonly url: string;
  readonly protocol: Protocol;
  readonly fetch: typeof globalThis.fetch;
}

/** A contender on the page, ready to be started. */
export interface Mounted {
  /** Starts the stream; resolves when the contender says that it has ended. */
  start(): Promise<unknown>;
  /** The text, where it isn't on the page. */
  readonly text?: () => string;
}

/** Puts a contender into an element. */
export type Mount = (root: HTMLElement, source: Source) => Mounted | Promise<Mounted>;
