import { createInline, type Inline, type Note } from "../inline/inline.ts";
import type { Block, Container, DocumentBlock, Item, TextBlock } from "./blocks.ts";
import { unsettle } from "./prose.ts";

/**
 * Numbers footnotes in the order in which a text that has ended mentions them, and lets each lead back to its first number. Each
 * step looks at one block alone, so that a long text is finished in slices.
 */
export function* finishNotes(
  document: DocumentBlock,
  mentioning: ReadonlySet<TextBlock>,
  changed: (block: TextBlock | Item) => void,
): Generator<void> {
  if (mentioning.size === 0) return;
  const mentioned = new Set<Note>();
  const items: Item[] = [];

  function mention(note: Note): void {
    if (mentioned.has(note)) return;
    mentioned.add(note);
    note.number = mentioned.size;
  }

  function finishText(block: TextBlock): void {
    for (const [inline, note] of numbersOf(block.prose.first)) {
      mention(note);
      note.reference ??= inline;
      inline.text = String(note.number);
    }
    showAnew(block);
  }

  function showAnew(block: TextBlock): void {
    // also what of it was parsed for good before
    unsettle(block.prose);
    changed(block);
  }

  for (const block of blocksOf(document)) {
    if (block.kind !== "item") {
      if (mentioning.has(block)) finishText(block);
    } else if (block.note) {
      mention(block.note);
      items.push(block);
    }
    yield;
  }
  // a footnote may be mentioned after it is said
  for (const item of items) {
    changed(item);
    const last = leadBack(item);
    if (last) showAnew(last);
    yield;
  }
}

/** The blocks that may mention or say footnotes, in their order. */
function* blocksOf({ children }: Container): Generator<TextBlock | Item> {
  for (const block of children) yield* partsOf(block);
}

function* partsOf(block: Block): Generator<TextBlock | Item> {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      yield block;
      return;
    case "table":
      for (const { cells } of block.rows) yield* cells;
      return;
    case "code":
    case "rule":
      return;
    case "item":
      yield block;
      yield* blocksOf(block);
      return;
    default:
      yield* blocksOf(block);
  }
}

/** The pieces of a text that are a footnote's number, each with that. */
function* numbersOf(first: Inline | undefined): Generator<readonly [Inline, Note]> {
  for (let inline = first; inline; inline = inline.next) {
    if (inline.note) yield [inline, inline.note];
    yield* numbersOf(inline.first);
  }
}

/** Lets a footnote lead back from the end of what is said, if a text stands there, which is then another. */
function leadBack(item: Item): TextBlock | undefined {
  const { note, children } = item;
  const last = children.at(-1);
  if (!note?.reference || note.item !== item || last?.kind !== "paragraph") return undefined;
  let inline = last.prose.first;
  while (inline?.next) inline = inline.next;
  const back = createInline("footnoteBack");
  back.note = note;
  if (inline) inline.next = back;
  return last;
}
