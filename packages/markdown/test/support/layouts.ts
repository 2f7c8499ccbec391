/** What a page was asked for since that was last taken. */
export interface Layouts {
  /** How often something was read of the layout or of styles. */
  readonly reads: number;
  /** How often that was after something had been written in the same task: it is laid out for that, or its styles are computed. */
  readonly forced: number;
}

const METHODS = ["getBoundingClientRect", "checkVisibility"] as const;
const FIELDS = ["scrollWidth", "clientWidth"] as const;

/** Counts what is read of the layout of an element, until `stop`. */
export function countLayouts(root: Element): { take(): Layouts; stop(): void } {
  let reads = 0;
  let forced = 0;
  // what it has not heard of was written in this task
  const written = new MutationObserver(() => {});
  written.observe(root, { attributes: true, characterData: true, childList: true, subtree: true });
  const undo: (() => void)[] = [];

  function read(): void {
    reads++;
    if (written.takeRecords().length > 0) forced++;
  }

  /** Has what is called or got of an object counted. */
  function count(owner: object, name: string, key: "value" | "get"): void {
    const original = Object.getOwnPropertyDescriptor(owner, name);
    const use = original?.[key] as ((...args: unknown[]) => unknown) | undefined;
    if (!original || !use) throw new Error(`There is no ${name}.`);
    const counted = function (this: unknown, ...args: unknown[]): unknown {
      read();
      return use.apply(this, args);
    };
    Object.defineProperty(owner, name, { ...original, [key]: counted });
    undo.push(() => void Object.defineProperty(owner, name, original));
  }

  for (const name of METHODS) count(Element.prototype, name, "value");
  for (const name of FIELDS) count(Element.prototype, name, "get");
  count(window, "getComputedStyle", "value");
  return {
    take() {
      const taken = { reads, forced };
      reads = forced = 0;
      return taken;
    },
    stop() {
      written.disconnect();
      for (const each of undo) each();
    },
  };
}
