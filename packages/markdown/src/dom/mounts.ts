import { listOf } from "../output/liveOptions.ts";
import { isSameLabels, type MarkdownLabels } from "../output/labels.ts";
import { isSameNode, type MarkdownNode } from "../output/nodes.ts";
import { isHosted, type Settings } from "../output/settings.ts";
import type { ElementKind, MountedElement } from "../types.ts";
import { type Kept, nowOf } from "./adopt.ts";
import { isElement } from "./isElement.ts";

/** A part of a text that something is mounted for. */
interface Entry {
  readonly kind: ElementKind;
  host: HTMLElement;
  /** What stands there without that. */
  plain: HTMLElement;
  readonly node: () => MarkdownNode;
  mounted: readonly (MountedElement | void)[] | undefined;
  /** What was told last, of the part and of labels. */
  told: MarkdownNode | undefined;
  labels: MarkdownLabels;
}

/** What is mounted for parts of a text. */
export interface Mounts {
  /** Puts an element into a host, if something is to be mounted for its kind; else it is its own. */
  host(
    kind: string,
    tag: "div" | "span",
    element: HTMLElement,
    node: () => MarkdownNode,
  ): HTMLElement;
  /** What an element shows may have changed. */
  changed(element: Element | null | undefined): void;
  /** Destroys what is mounted within a node, before it leaves the page. */
  leave(node: Node): void;
  /** Mounts what is new, and tells of changes. */
  tell(): void;
  /** What is mounted in hosts that stay goes on there; what is left of those before goes. */
  takeOver(before: Mounts, kept: Kept): void;
  /** Whether something is mounted in an element. */
  has(host: Element): boolean;
  /** Gives up what is mounted in an element. */
  handOver(host: Element): Entry | undefined;
  destroy(): void;
}

export function createMounts(settings: Settings): Mounts {
  const entries = new Map<Element, Entry>();
  /** The same by what stands in their hosts. */
  const entriesOfPlain = new WeakMap<Element, Entry>();
  const changed = new Set<Entry>();

  function add(entry: Entry): void {
    entries.set(entry.host, entry);
    entriesOfPlain.set(entry.plain, entry);
  }

  function destroy(entry: Entry): void {
    entries.delete(entry.host);
    changed.delete(entry);
    if (!entry.mounted) return;
    for (const each of entry.mounted) each?.destroy?.();
    if (entry.plain.parentNode !== entry.host) entry.host.prepend(entry.plain);
  }

  function tell(entry: Entry): void {
    const { told, labels: before } = entry;
    const { labels } = settings;
    const node = entry.node();
    entry.told = node;
    entry.labels = labels;
    if (!entry.mounted) {
      const mounts = listOf(settings.elements[entry.kind]);
      entry.mounted = mounts.map((mount) => mount(entry.host, node, labels));
      return;
    }
    // a table's rows are not made nodes only to compare them
    const mayBeSame = entry.kind !== "table";
    if (told && mayBeSame && isSameNode(told, node) && isSameLabels(before, labels)) return;
    const isEnd = !node.isOpen && told?.isOpen === true;
    for (const each of entry.mounted) {
      each?.update?.(node, labels);
      if (isEnd) each?.end?.(node);
    }
  }

  return {
    host(kind, tag, element, node) {
      if (!isHosted(kind, settings)) return element;
      const host = element.ownerDocument.createElement(tag);
      host.append(element);
      const entry: Entry = {
        kind,
        host,
        plain: element,
        node,
        mounted: undefined,
        told: undefined,
        labels: settings.labels,
      };
      add(entry);
      changed.add(entry);
      return host;
    },
    changed(element) {
      const entry = element && entriesOfPlain.get(element);
      if (entry) changed.add(entry);
    },
    leave(node) {
      if (entries.size === 0 || !isElement(node)) return;
      for (const element of [node, ...node.querySelectorAll("*")]) {
        const entry = entries.get(element);
        if (entry) destroy(entry);
      }
    },
    tell() {
      for (const entry of changed) tell(entry);
      changed.clear();
    },
    takeOver(before, kept) {
      for (const entry of [...entries.values()]) {
        const host = nowOf(kept, entry.host);
        const plain = nowOf(kept, entry.plain);
        entries.delete(entry.host);
        entry.host = host;
        entry.plain = plain;
        add(entry);
        const old = before.handOver(host);
        if (!old) continue;
        entry.mounted = old.mounted;
        entry.told = old.told;
        entry.labels = old.labels;
        if (old.plain !== plain && old.plain.parentNode === host) old.plain.replaceWith(plain);
      }
      before.destroy();
    },
    has: (host) => entries.get(host)?.mounted !== undefined,
    handOver(host) {
      const entry = entries.get(host);
      entries.delete(host);
      return entry;
    },
    destroy() {
      for (const entry of [...entries.values()]) destroy(entry);
    },
  };
}
