import { isSameLabels, labelsOf } from "./labels.ts";
import type { ElementKind, MarkdownOptions, MountElement } from "../types.ts";

/** Options that may be given anew. */
export interface LiveOptions {
  /** The options: functions that call those given last. */
  readonly options: MarkdownOptions;
  /** Takes other options; `true` if the text looks different with them. */
  set(options: MarkdownOptions | undefined): boolean;
}

/** Creates options that may be given anew, with each render of a component as a rule. */
export function createLiveOptions(first: MarkdownOptions = {}): LiveOptions {
  let latest = copyOf(first);
  return {
    get options() {
      const { allowUrl, elements = {} } = latest;
      const allowLatest: typeof allowUrl =
        allowUrl && ((url, use) => (latest.allowUrl ?? allowUrl)(url, use));
      const kinds = kindsOf(latest);
      const mountLatest = (kind: ElementKind): MountElement[] =>
        listOf(elements[kind]).map(
          (first, index): MountElement =>
            (host, node, labels) =>
              (listOf(latest.elements?.[kind])[index] ?? first)(host, node, labels),
        );
      return {
        ...latest,
        allowUrl: allowLatest,
        elements: Object.fromEntries(kinds.map((kind) => [kind, mountLatest(kind)])),
      };
    },
    set(options = {}) {
      const before = latest;
      latest = copyOf(options);
      return !isAlike(before, latest);
    },
  };
}

/** Options as they are now: labels may be changed in place. */
function copyOf(options: MarkdownOptions): MarkdownOptions {
  return { ...options, labels: labelsOf(options.labels) };
}

/** Whether a text looks alike with both: what their functions say is not asked. */
function isAlike(one: MarkdownOptions, other: MarkdownOptions): boolean {
  return (
    one.images === other.images &&
    one.headingOffset === other.headingOffset &&
    one.target === other.target &&
    one.dir === other.dir &&
    one.idPrefix === other.idPrefix &&
    !one.allowUrl === !other.allowUrl &&
    isSameLabels(one.labels, other.labels) &&
    isSameList(kindsOf(one), kindsOf(other)) &&
    isSameList(one.syntax, other.syntax)
  );
}

function isSameList(one: readonly unknown[] = [], other: readonly unknown[] = []): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

/** The kinds that something is mounted for. */
function kindsOf({ elements = {} }: MarkdownOptions): ElementKind[] {
  const kinds = Object.keys(elements) as ElementKind[];
  return kinds.filter((kind) => elements[kind] !== undefined).sort();
}

/** One or several as a list. */
export function listOf(
  mounts: MountElement | readonly MountElement[] | undefined,
): readonly MountElement[] {
  if (mounts === undefined) return [];
  return typeof mounts === "function" ? [mounts] : mounts;
}
