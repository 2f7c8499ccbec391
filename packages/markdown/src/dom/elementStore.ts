import type { MarkdownNode } from "../output/nodes.ts";
import type { ElementKind, MarkdownOptions, MountElement } from "../types.ts";

/** A part of a text that a component stands for. */
export interface StoredElement {
  readonly key: number;
  readonly kind: ElementKind;
  /** Where it is rendered: nothing else stands there. */
  readonly host: HTMLElement;
  getNode(): MarkdownNode;
  /** Hears when the node is another; returns how to hear no more. */
  subscribe(listener: () => void): () => void;
}

/** The parts of a text that components of a framework stand for. */
export interface ElementStore {
  /** Options, with an element of this store mounted for each kind that there is a component for. */
  addTo(options: MarkdownOptions | undefined, kinds: object): MarkdownOptions;
  /** Those that are mounted, in the order in which they were; another list when one has come or gone. */
  getElements(): readonly StoredElement[];
  subscribe(listener: () => void): () => void;
}

export function createElementStore(): ElementStore {
  const elements = new Set<StoredElement>();
  const news = createNews();
  let listed: readonly StoredElement[] | undefined = [];
  let keys = 0;

  function change(): void {
    listed = undefined;
    news.tell();
  }

  return {
    getElements: () => (listed ??= [...elements]),
    subscribe: news.subscribe,
    addTo(options, kinds) {
      const own = Object.entries(kinds).filter(([, component]) => component !== undefined);
      if (own.length === 0) return options ?? {};
      const mounts = own.map(([kind]) => [kind, mountAs(kind as ElementKind)]);
      return { ...options, elements: { ...options?.elements, ...Object.fromEntries(mounts) } };
    },
  };

  function mountAs(kind: ElementKind): MountElement {
    return (host, first) => {
      let node = first;
      const { tell, subscribe } = createNews();
      const element: StoredElement = { key: keys++, kind, host, getNode: () => node, subscribe };
      host.replaceChildren();
      elements.add(element);
      change();
      return {
        update(next) {
          node = next;
          tell();
        },
        destroy() {
          elements.delete(element);
          change();
        },
      };
    };
  }
}

function createNews(): { tell(): void; subscribe(listener: () => void): () => void } {
  const listeners = new Set<() => void>();
  return {
    tell: () => listeners.forEach((listener) => listener()),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
