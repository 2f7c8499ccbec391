import type { Note } from "../inline/inline.ts";
import type { Definition } from "../inline/scan.ts";
import type { TextBlock } from "./blocks.ts";

/** How many characters may be parsed again for each that comes. */
const CREDIT = 8;

/** The definitions of a text, and the blocks that look for one. */
export interface References {
  /** Looks a label up for a block, which is told when it is defined, or, if it expects it, when it never will be. */
  find(label: string, block: TextBlock, isExpected: boolean): Definition | undefined;
  /** Defines a label, unless it is defined. */
  define(label: string, definition: Definition): void;
  /** The footnote of a label, for a block that mentions it: one that is not defined only if it is expected to be. */
  findNote(label: string, block: TextBlock, isExpected: boolean): Note | undefined;
  /** The footnote of a label, for an item that says it. */
  noteOf(label: string): Note;
  /** The blocks that may mention footnotes. */
  readonly mentioning: ReadonlySet<TextBlock>;
  /** More text has come: more may be parsed again. */
  earn(chars: number): void;
  /** Nothing more will be defined: all blocks that still expect something are told. */
  end(): void;
  /** Takes a block that is to be parsed again, of a length that can be paid for. */
  takeChanged(lengthOf: (block: TextBlock) => number): TextBlock | undefined;
}

export function createReferences(): References {
  const definitions = new Map<string, Definition>();
  const seekers = new Map<string, Set<TextBlock>>();
  const expecting = new Set<TextBlock>();
  const changed = new Set<TextBlock>();
  const notes = new Map<string, Note>();
  const mentioning = new Set<TextBlock>();
  let credit = 0;

  function noteOf(label: string): Note {
    const known = notes.get(label);
    if (known) return known;
    const note: Note = { number: notes.size + 1, item: undefined, reference: undefined };
    notes.set(label, note);
    return note;
  }

  return {
    mentioning,
    findNote(label, block, isExpected) {
      const note = noteOf(label);
      mentioning.add(block);
      if (note.item) return note;
      if (!isExpected) return undefined;
      expecting.add(block);
      return note;
    },
    noteOf,
    find(label, block, isExpected) {
      const definition = definitions.get(label);
      if (definition) return definition;
      const blocks = seekers.get(label);
      if (blocks) blocks.add(block);
      else seekers.set(label, new Set([block]));
      if (isExpected) expecting.add(block);
      return undefined;
    },
    define(label, definition) {
      if (definitions.has(label)) return;
      definitions.set(label, definition);
      for (const block of seekers.get(label) ?? []) changed.add(block);
      seekers.delete(label);
    },
    earn(chars) {
      credit += chars * CREDIT;
    },
    end() {
      credit = Infinity;
      for (const block of expecting) changed.add(block);
      expecting.clear();
      seekers.clear();
    },
    takeChanged(lengthOf) {
      for (const block of changed) {
        const length = lengthOf(block);
        if (length > credit) continue;
        credit -= length;
        changed.delete(block);
        return block;
      }
      return undefined;
    },
  };
}
