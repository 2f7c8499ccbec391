import type { DocumentBlock, Fence, Item, TextBlock } from "../block/blocks.ts";
import type { Decided } from "../block/line.ts";
import type { MarkSyntax } from "../inline/marks.ts";
import type { FindEntity } from "./entities.ts";

/** What a text may use. */
export interface Grammar {
  readonly findEntity: FindEntity;
  /** Whether `<br>` breaks a line. */
  readonly hasBreakTags: boolean;
  /** Whether it is GitHub's flavour: tables, `~~`, checkboxes and bare addresses. */
  readonly isGfm: boolean;
  /** Marks within a line beside Markdown's own, and text in which no mark can begin: a fast path. */
  readonly marks: readonly MarkSyntax[];
  readonly plain: RegExp;
  /** Lines that open a block of code beside Markdown's own, and what is shown as math of those. */
  readonly readFence: ReadFence | undefined;
  readonly isMath: (language: string) => boolean;
  readonly notes: NoteSyntax | undefined;
}

/** Reads a line that opens a block of code, from where its text begins. */
export type ReadFence = (
  text: string,
  at: number,
  indent: number,
  isComplete: boolean,
) => Decided<Fence | undefined>;

/** Footnotes. */
export interface NoteSyntax {
  /** Reads `[^label]:` at the beginning of a line. */
  readStart(
    text: string,
    at: number,
    isComplete: boolean,
  ): Decided<{ readonly label: string; readonly end: number } | undefined>;
  /** All is parsed for good, of which some blocks may mention footnotes: numbers them, in steps. */
  finish(
    document: DocumentBlock,
    mentioning: ReadonlySet<TextBlock>,
    changed: (block: TextBlock | Item) => void,
  ): Iterator<void>;
}

/** Text in which no mark can begin, where some begin with other characters than Markdown's own. */
export function plainOf(marks: readonly MarkSyntax[]): RegExp {
  const starts = marks.map(({ start }) => `\\${start}`).join("");
  return new RegExp(`[^\\n!&*:<@[\\\\\\]_\`~wW${starts}]+`, "y");
}
