import type { Item } from "../block/blocks.ts";
import type { Inline, Note } from "../inline/inline.ts";
import type { ElementOf } from "./elements.ts";
import type { Settings } from "./settings.ts";

const BACK = "\u21a9";

/** The number of a footnote in the text: once that has ended it leads to what is said, if they have an `id`. */
export function elementOfNumber(inline: Inline, settings: Settings): ElementOf | string {
  const { note, text } = inline;
  if (!note?.reference || settings.isInLink || settings.idPrefix === undefined) return text;
  const id = [["id", referenceId(note, settings)]] as const;
  return {
    tag: "a",
    attributes: [
      ["href", `#${noteId(note, settings)}`],
      ["role", "doc-noteref"],
      ...(note.reference === inline ? id : []),
    ],
    text,
  };
}

/** What leads from a footnote back to its number in the text. */
export function elementOfBack({ note }: Inline, settings: Settings): ElementOf | string {
  if (!note || settings.idPrefix === undefined) return "";
  return {
    tag: "a",
    attributes: [
      ["href", `#${referenceId(note, settings)}`],
      ["role", "doc-backlink"],
      ["aria-label", settings.labels.backToText],
    ],
    text: BACK,
  };
}

/** What an item has that says a footnote. */
export function noteAttributes(item: Item, settings: Settings): ElementOf["attributes"] {
  const { note } = item;
  if (!note) return [];
  const value = ["value", String(note.number)] as const;
  const hasId = note.reference && note.item === item && settings.idPrefix !== undefined;
  return hasId ? [value, ["id", noteId(note, settings)]] : [value];
}

function noteId({ number }: Note, { idPrefix }: Settings): string {
  return `${idPrefix}note-${number}`;
}

function referenceId({ number }: Note, { idPrefix }: Settings): string {
  return `${idPrefix}ref-${number}`;
}
