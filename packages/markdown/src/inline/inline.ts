/** What stands within a line of text. `mark` is text that may still become a mark: a run of `*`, or a `[`. */
export type InlineKind =
  | "text"
  | "mark"
  | "code"
  | "break"
  | "emphasis"
  | "strong"
  | "deleted"
  | "link"
  | "image"
  | "checkbox"
  | "math"
  | "citation"
  | "footnote"
  | "footnoteNumber"
  | "footnoteBack";

/** A footnote: what is said of it, and where. */
export interface Note {
  /** Its place among those that are mentioned: provisional until the text has ended. */
  number: number;
  /** The item that says it; none while it is not defined. */
  item: object | undefined;
  /** The first number that stands for it in the text, which is known when that has ended. */
  reference: Inline | undefined;
}

/** A piece of a line, in a list of those beside it. */
export interface Inline {
  kind: InlineKind;
  /** What it says, if it is text, code or math; `"x"` in a ticked checkbox. */
  text: string;
  /** Where a link leads, or an image comes from: unescaped and unchecked. */
  href: string | undefined;
  title: string | undefined;
  /** Of a footnote's number, and what leads back to that. */
  note: Note | undefined;
  /** Whether its end has not come: it is taken to come. */
  isGuess: boolean;
  /** Of math: whether it is set apart, as all that a paragraph has. */
  isBlock: boolean;
  /** The first of what stands within it. */
  first: Inline | undefined;
  previous: Inline | undefined;
  next: Inline | undefined;
}

/** The kind of element that something of one's own may stand for: `code` is a block of it. */
export function elementKindOf({ kind }: Inline): InlineKind | "inlineCode" {
  return kind === "code" ? "inlineCode" : kind;
}

/** Creates a piece that stands in no list. */
export function createInline(kind: InlineKind, text = ""): Inline {
  return {
    kind,
    text,
    href: undefined,
    title: undefined,
    note: undefined,
    isGuess: false,
    isBlock: false,
    first: undefined,
    previous: undefined,
    next: undefined,
  };
}

/** A list of pieces as it is written. */
export interface InlineList {
  /** Stands before the first piece. */
  readonly head: Inline;
  last: Inline;
  /** A piece that takes no more text: what comes after it is parsed again. */
  sealed: Inline | undefined;
}

export function createList(): InlineList {
  const head = createInline("mark");
  return { head, last: head, sealed: undefined };
}

export function push(list: InlineList, inline: Inline): Inline {
  inline.previous = list.last;
  list.last.next = inline;
  list.last = inline;
  return inline;
}

/** Adds text, to the last piece if that is text. */
export function pushText(list: InlineList, text: string): void {
  const { last } = list;
  if (last.kind === "text" && last !== list.sealed) last.text += text;
  else push(list, createInline("text", text));
}

export function unlink(list: InlineList, inline: Inline): void {
  const { previous, next } = inline;
  if (previous) previous.next = next;
  if (next) next.previous = previous;
  else if (previous) list.last = previous;
}

/** Takes a piece out, and all after it. */
export function cutFrom(list: InlineList, inline: Inline): void {
  const { previous } = inline;
  if (!previous) return;
  previous.next = undefined;
  list.last = previous;
}

/** Puts what stands between two pieces, or after the first to the end, into another. */
export function wrap(list: InlineList, wrapper: Inline, after: Inline, before?: Inline): void {
  const first = after.next;
  if (first && first !== before) {
    wrapper.first = first;
    first.previous = undefined;
    const last = before ? before.previous : list.last;
    if (last) last.next = undefined;
  }
  after.next = wrapper;
  wrapper.previous = after;
  wrapper.next = before;
  if (before) before.previous = wrapper;
  else list.last = wrapper;
}

/** The text of a list of pieces, without its marks. */
export function plainText(first: Inline | undefined): string {
  let text = "";
  for (let inline = first; inline; inline = inline.next) {
    text += inline.kind === "checkbox" ? "" : inline.text + plainText(inline.first);
  }
  return text;
}
