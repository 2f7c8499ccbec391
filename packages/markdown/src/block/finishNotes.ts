import { createInline, type Inline, type Note } from "../inline/inline.ts";
import type { Block, Container, DocumentBlock, Item, TextBlock } from "./blocks.ts";
import { unsettle } from "./prose.ts";

/** What there is of footnotes in a text, in its order. */
interface Mentions {
  readonly notes: Set<Note>;
  readonly numbers: Inline[];
  readonly texts: TextBlock[];
  readonly items: Item[];
}

/** Numbers footnotes in the order in which a text that has ended mentions them, and lets each lead back to its first number. */
export function finishNotes(
  document: DocumentBlock,
  mentioning: ReadonlySet<TextBlock>,
  changed: (block: TextBlock | Item) => void,
): void {
  if (mentioning.size === 0) return;
  const mentions = findMentions(document, mentioning);
  let number = 0;
  for (const note of mentions.notes) note.number = ++number;
  for (const inline of mentions.numbers) inline.text = String(inline.note?.number);
  for (const item of mentions.items) {
    changed(item);
    const last = leadBack(item);
    if (last) mentions.texts.push(last);
  }
  for (const block of mentions.texts) {
    // shown anew, also what of it was parsed for good before
    unsettle(block.prose);
    changed(block);
  }
}

function findMentions(document: DocumentBlock, mentioning: ReadonlySet<TextBlock>): Mentions {
  const mentions: Mentions = { notes: new Set(), numbers: [], texts: [], items: [] };

  function visitText(block: TextBlock): void {
    if (!mentioning.has(block)) return;
    mentions.texts.push(block);
    visitInlines(block.prose.first);
  }

  function visitInlines(first: Inline | undefined): void {
    for (let inline = first; inline; inline = inline.next) {
      const { note } = inline;
      if (note) {
        note.reference ??= inline;
        mentions.notes.add(note);
        mentions.numbers.push(inline);
      }
      visitInlines(inline.first);
    }
  }

  function visitBlocks({ children }: Container): void {
    for (const block of children) visitBlock(block);
  }

  function visitBlock(block: Block): void {
    switch (block.kind) {
      case "paragraph":
      case "heading":
        visitText(block);
        return;
      case "table":
        for (const { cells } of block.rows) for (const cell of cells) visitText(cell);
        return;
      case "code":
      case "rule":
        return;
      default:
        if (block.kind === "item" && block.note) {
          mentions.notes.add(block.note);
          mentions.items.push(block);
        }
        visitBlocks(block);
    }
  }

  visitBlocks(document);
  return mentions;
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
