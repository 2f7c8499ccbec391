import {
  createInline,
  type Inline,
  type InlineKind,
  type InlineList,
  unlink,
  wrap,
} from "./inline.ts";

/** How deep marks may stand in each other. */
export const MAX_INLINE_DEPTH = 64;
/** How far back a mark is taken to close that has not closed yet, in characters. */
const MAX_GUESS_CHARS = 400;
/** How many marks are taken to close at once. */
const MAX_GUESSES = 8;

/** A run of `*`, `_` or `~` that may open or close a mark. */
export interface Delimiter {
  readonly char: string;
  /** How many of its characters are left, and how many there were. */
  count: number;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Whether it stands after a letter: then it is not taken to close. */
  readonly isInWord: boolean;
  readonly at: number;
  readonly mark: Inline;
  /** How deep marks stand in each other in what follows it, up to the next run. */
  depth: number;
  readonly id: number;
  previous: Delimiter | undefined;
  next: Delimiter | undefined;
}

export type NewDelimiter = Pick<
  Delimiter,
  "char" | "length" | "canOpen" | "canClose" | "isInWord" | "at" | "mark"
>;

/** The runs that may still pair, and what is made of those that do. */
export interface Delimiters {
  /** The last run. */
  top(): Delimiter | undefined;
  push(delimiter: NewDelimiter): void;
  hasOpener(): boolean;
  /**
   * Pairs closing runs with opening ones after `bottom`. With none, those that have come since it was last asked: the
   * openers stay, for closers that come later.
   */
  match(bottom: Delimiter | undefined): void;
  /** Takes away the runs after `bottom`; what is left of them is text. */
  drop(bottom: Delimiter | undefined): void;
  /** Takes the marks that are open to close at the end of the text. */
  closeAhead(end: number): void;
  /** How deep marks stand in each other after the last run; what is set counts from now on. */
  depth: number;
}

/** Creates the runs of one text, whose pieces stand in `list`. */
export function createDelimiters(list: InlineList): Delimiters {
  let top: Delimiter | undefined;
  let ids = 0;
  let openers = 0;
  /** The first run that has not been looked at as a closer. */
  let unmatched: Delimiter | undefined;
  /** How deep marks stand in each other before the first run. */
  let depthOfStart = 0;
  /** For each kind of closer, the run up to which no opener for it stands. */
  const bottomsOfText = new Map<string, number>();

  const depthBefore = (delimiter: Delimiter | undefined, depth: number): void => {
    if (delimiter) delimiter.depth = Math.max(delimiter.depth, depth);
    else depthOfStart = Math.max(depthOfStart, depth);
  };

  function remove(delimiter: Delimiter): void {
    const { previous, next } = delimiter;
    if (unmatched === delimiter) unmatched = next;
    if (delimiter.canOpen) openers--;
    if (previous) previous.next = next;
    if (next) next.previous = previous;
    else top = previous;
    depthBefore(previous, delimiter.depth);
    if (delimiter.count > 0) delimiter.mark.kind = "text";
    else unlink(list, delimiter.mark);
  }

  function take(delimiter: Delimiter, count: number): void {
    delimiter.count -= count;
    delimiter.mark.text = delimiter.mark.text.slice(count);
  }

  /** Makes a mark of what stands between two runs, unless it were too deep. */
  function pair(opener: Delimiter, closer: Delimiter): void {
    while (closer.previous && closer.previous !== opener) remove(closer.previous);
    if (opener.depth >= MAX_INLINE_DEPTH) {
      remove(opener);
      return;
    }
    const count = usedBy(opener, Math.min(opener.count, closer.count));
    wrap(list, createInline(kindOf(opener.char, count)), opener.mark, closer.mark);
    take(opener, count);
    take(closer, count);
    opener.depth++;
    if (opener.count === 0) remove(opener);
  }

  function findOpener(
    closer: Delimiter,
    bottom: Delimiter | undefined,
    lowest: number,
  ): Delimiter | undefined {
    let opener = closer.previous;
    while (opener && opener !== bottom && opener.id > lowest) {
      if (canPair(opener, closer)) return opener;
      opener = opener.previous;
    }
    return undefined;
  }

  function match(bottom: Delimiter | undefined): void {
    const bottoms = bottom ? new Map<string, number>() : bottomsOfText;
    let closer = bottom ? bottom.next : unmatched;
    while (closer) {
      const { next } = closer;
      if (!closer.canClose) {
        closer = next;
        continue;
      }
      const key = closerKey(closer);
      const opener = findOpener(closer, bottom, bottoms.get(key) ?? -1);
      if (!opener) {
        bottoms.set(key, closer.previous?.id ?? -1);
        if (!closer.canOpen) remove(closer);
        closer = next;
        continue;
      }
      pair(opener, closer);
      if (closer.count > 0) continue;
      remove(closer);
      closer = next;
    }
    if (!bottom) unmatched = undefined;
  }

  return {
    top: () => top,
    hasOpener: () => openers > 0,
    push(made) {
      const delimiter: Delimiter = {
        ...made,
        count: made.length,
        depth: 0,
        id: ids++,
        previous: top,
        next: undefined,
      };
      if (top) top.next = delimiter;
      top = delimiter;
      unmatched ??= delimiter;
      if (delimiter.canOpen) openers++;
    },
    match,
    drop(bottom) {
      while (top && top !== bottom) remove(top);
    },
    closeAhead(end) {
      let guesses = 0;
      for (let opener = top; opener && guesses < MAX_GUESSES; opener = opener.previous) {
        if (end - opener.at > MAX_GUESS_CHARS) return;
        if (!opener.canOpen || opener.isInWord || isBlankFrom(opener.mark.next)) continue;
        guesses++;
        // what follows is left out: so is the run, until it is seen what of
        if (!opener.mark.next) opener.count = 0;
        while (opener.count > 0) {
          const count = usedBy(opener, opener.count);
          const guess = createInline(kindOf(opener.char, count));
          guess.isGuess = true;
          wrap(list, guess, opener.mark);
          take(opener, count);
        }
        unlink(list, opener.mark);
      }
    },
    get depth() {
      return top ? top.depth : depthOfStart;
    },
    set depth(depth) {
      if (top) top.depth = depth;
      else depthOfStart = depth;
    },
  };
}

/** How many characters of a run one mark uses. */
function usedBy({ char, count }: Delimiter, available: number): number {
  if (char === "~") return count;
  return available >= 2 ? 2 : 1;
}

function kindOf(char: string, count: number): InlineKind {
  if (char === "~") return "deleted";
  return count === 2 ? "strong" : "emphasis";
}

/** Closers with the same key find the same openers. */
function closerKey({ char, count, length, canOpen }: Delimiter): string {
  return char === "~" ? `~${count}` : `${char}${length % 3}${canOpen ? "o" : ""}`;
}

/** Whether two runs pair: of one that both opens and closes the lengths may not sum up to a multiple of 3, unless both are. */
function canPair(opener: Delimiter, closer: Delimiter): boolean {
  if (!opener.canOpen || opener.char !== closer.char) return false;
  if (opener.char === "~") return opener.count === closer.count;
  if (!opener.canClose && !closer.canOpen) return true;
  return (
    (opener.length + closer.length) % 3 !== 0 ||
    (opener.length % 3 === 0 && closer.length % 3 === 0)
  );
}

/** Whether there is nothing but blanks. */
function isBlankFrom(first: Inline | undefined): boolean {
  return first !== undefined && !first.next && first.kind === "text" && first.text.trim() === "";
}
