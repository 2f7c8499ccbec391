import { after, type Cancel } from "../../timers.ts";

/** Things that wait a short while to be handled together. */
export interface Batch<Item> {
  add(item: Item): void;
  delete(item: Item): void;
  /** Stops waiting; what is in it stays unhandled. */
  close(): void;
}

/** Creates a batch: `handle` gets each item within `waitMs` of its being added. One timer runs, while there are any. */
export function createBatch<Item>(waitMs: number, handle: (item: Item) => void): Batch<Item> {
  const items = new Set<Item>();
  let stop: Cancel | undefined;

  function handleAll(): void {
    stop = undefined;
    const handled = [...items];
    items.clear();
    for (const item of handled) handle(item);
  }

  return {
    add(item) {
      items.add(item);
      stop ??= after(waitMs, handleAll);
    },
    delete: (item) => void items.delete(item),
    close() {
      stop?.();
      stop = undefined;
    },
  };
}
