import { every, type Cancel } from "../timers.ts";

/** A value with its end of life, on the clock of `performance.now()`. It may be moved at any time. */
export interface Expiring {
  expiresAtMs: number;
}

/** A map that forgets: a value past its end is never returned, and is dropped soon after. */
export interface ExpiringMap<Value extends Expiring> {
  readonly size: number;
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  delete(key: string): void;
  /** Keys in the order they were set. */
  keys(): IterableIterator<string>;
  /** Stops the sweep; the values stay readable. */
  close(): void;
}

const SWEEP_EVERY_MS = 10_000;

/** Creates the map; `onDelete` hears of every value that leaves it. A timer runs only while it holds something. */
export function expiringMap<Value extends Expiring>(
  onDelete: (key: string, value: Value) => void = () => {},
): ExpiringMap<Value> {
  const values = new Map<string, Value>();
  let stopSweep: Cancel | undefined;
  let closed = false;

  function remove(key: string): void {
    const value = values.get(key);
    if (!value) return;
    values.delete(key);
    if (values.size === 0) stop();
    onDelete(key, value);
  }

  function sweep(): void {
    const now = performance.now();
    for (const [key, value] of values) if (value.expiresAtMs <= now) remove(key);
  }

  function stop(): void {
    stopSweep?.();
    stopSweep = undefined;
  }

  return {
    get size() {
      return values.size;
    },
    get(key) {
      const value = values.get(key);
      if (value && value.expiresAtMs <= performance.now()) {
        remove(key);
        return undefined;
      }
      return value;
    },
    set(key, value) {
      values.set(key, value);
      if (!closed) stopSweep ??= every(SWEEP_EVERY_MS, sweep);
    },
    delete: remove,
    keys: () => values.keys(),
    close() {
      closed = true;
      stop();
    },
  };
}
