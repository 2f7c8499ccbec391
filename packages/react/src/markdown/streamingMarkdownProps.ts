import type { StreamingTextSource } from "@workflow-stream/core/binding";
import type { ElementKind, MarkdownNode, MarkdownOptions } from "@workflow-stream/markdown";
import type { ComponentType, ElementType } from "react";
import type { OwnStreamProps, ShownProps } from "../streamingTextProps.ts";

/** A text from elsewhere, in place of a stream. */
export interface GivenText {
  /** The text as it is now; one that begins with the text before is appended. */
  text: string;
  /** Whether more of it may come. Default `false`. */
  isOpen?: boolean | undefined;
  workflowId?: undefined;
  url?: undefined;
  stream?: undefined;
}

/** Components by the kind of part that they stand for. */
export type MarkdownComponents = {
  readonly [Kind in ElementKind]?: ComponentType<{ node: MarkdownNode }> | undefined;
};

/** How a text is shown as Markdown. */
export type MarkdownProps = Omit<ShownProps, "children"> & {
  /** What the text may use, and how it is shown. */
  markdown?: MarkdownOptions | undefined;
  /** What to render in place of parts of a kind; each is given its node. They keep the context of this place. */
  components?: MarkdownComponents | undefined;
  /** The root element: one that holds blocks. Default `'div'`. */
  as?: ElementType | undefined;
};

/** Props of `<StreamingMarkdown>`; attributes of HTML go to its root element. */
export type StreamingMarkdownProps = MarkdownProps &
  OwnStreamProps &
  (GivenText | (StreamingTextSource & { text?: undefined; isOpen?: undefined }));
