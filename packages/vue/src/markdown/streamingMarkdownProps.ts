import type { ElementKind, MarkdownNode, MarkdownOptions } from "@workflow-stream/markdown";
import { ELEMENT_KINDS } from "@workflow-stream/markdown/binding";
import type { StreamingTextNotice } from "@workflow-stream/core/binding";
import type { PropType, SlotsType, VNode } from "vue";
import { streamingTextProps } from "../streamingTextProps.ts";

/** Props of `<StreamingMarkdown>`; `class` and every other attribute go to the root element. */
export const streamingMarkdownProps = {
  ...streamingTextProps,
  /** A text from elsewhere, in place of a stream; one that begins with the text before is appended. */
  text: String,
  /** Whether more of `text` may come. */
  isOpen: Boolean,
  /** What the text may use, and how it is shown. */
  markdown: Object as PropType<MarkdownOptions>,
  /** The root element: one that holds blocks. */
  as: { type: String, default: "div" },
};

/** Slots of `<StreamingMarkdown>`. */
export const streamingMarkdownSlots = {} as SlotsType<
  { [Kind in ElementKind]: MarkdownNode } & {
    /** In place of the spinner. */
    spinner: Record<string, never>;
    /** In place of `fallbackText`. */
    fallback: StreamingTextNotice;
    /** Beside a text that is not whole, in place of the mark. */
    partial: StreamingTextNotice;
  }
>;

/** The slots that stand for parts of a text, by their kind. */
export type ElementSlots = {
  readonly [Kind in ElementKind]?: ((node: MarkdownNode) => VNode[]) | undefined;
};

export function elementSlots(slots: ElementSlots): ElementSlots {
  return Object.fromEntries(ELEMENT_KINDS.map((kind) => [kind, slots[kind]]));
}
