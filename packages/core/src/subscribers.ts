import { report } from "./environment.ts";

/** Who hears of a publish. */
export interface Subscribers<Args extends unknown[]> {
  /** Returns how to stop hearing. The same function may be added twice. */
  add(listener: (...args: Args) => void): () => void;
  /** Tells everyone who was there when it began and still is; one that throws stops no other. */
  notify(...args: Args): void;
}

/** Makes an empty set of subscribers. */
export function createSubscribers<Args extends unknown[]>(): Subscribers<Args> {
  const entries = new Set<(...args: Args) => void>();
  return {
    add(listener) {
      const entry = (...args: Args): void => call(listener, ...args);
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    notify(...args) {
      for (const entry of Array.from(entries)) if (entries.has(entry)) entry(...args);
    },
  };
}

/** Calls a user's function, if there is one; what it throws reaches `reportError` alone. */
export function call<Args extends unknown[]>(
  callback: ((...args: Args) => unknown) | undefined,
  ...args: Args
): void {
  try {
    callback?.(...args);
  } catch (error) {
    report(error);
  }
}
