import type { MarkdownOptions } from "../types.ts";

/** Options that may be given anew. */
export interface LiveOptions {
  /** The options: functions that call those given last. */
  readonly options: MarkdownOptions;
  /** Takes other options; `true` if the text looks different with them. */
  set(options: MarkdownOptions | undefined): boolean;
}

/** Creates options that may be given anew, with each render of a component as a rule. */
export function createLiveOptions(first: MarkdownOptions = {}): LiveOptions {
  let latest = first;
  return {
    get options() {
      const { allowUrl } = latest;
      if (!allowUrl) return latest;
      const allowLatest: typeof allowUrl = (url, use) => (latest.allowUrl ?? allowUrl)(url, use);
      return { ...latest, allowUrl: allowLatest };
    },
    set(options = {}) {
      const before = latest;
      latest = options;
      return !isAlike(before, options);
    },
  };
}

/** Whether a text looks alike with both: what their functions say is not asked. */
function isAlike(one: MarkdownOptions, other: MarkdownOptions): boolean {
  return (
    one.images === other.images &&
    one.headingOffset === other.headingOffset &&
    one.target === other.target &&
    one.dir === other.dir &&
    !one.allowUrl === !other.allowUrl &&
    isSameList(one.syntax, other.syntax)
  );
}

function isSameList(one: readonly unknown[] = [], other: readonly unknown[] = []): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
