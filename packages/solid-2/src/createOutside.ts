import { type Accessor, createMemo, from, untrack } from "solid-js";

/** Something outside of Solid that has a value at any time, and tells when it changes. */
export interface Outside<Value> {
  /** What a server shows, and a page that hydrates at first. */
  readonly first: Value;
  /** Tells the value of now, then each further one; returns how to end that. */
  readonly follow: (tell: (value: Value) => void) => () => void;
}

/**
 * Creates an accessor of a value that lives outside of Solid. It is a memo that takes what comes, not a signal that is written: what
 * changes it may do so anywhere, in an owned scope too, and no transition that is pending holds it back.
 */
export function createOutside<Value>({ first, follow }: Outside<Value>): Accessor<Value> {
  // what it reads of the user's while it begins to follow would begin it anew
  const outside = (): AsyncIterable<Value> => from<Value>((tell) => untrack(() => follow(tell)));
  return createMemo<Value>(outside, { loadingValue: first, ssrSource: "client" });
}
