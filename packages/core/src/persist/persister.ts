import type { createRemembering } from "./remembering.ts";

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
