import type { StreamingTextSource } from "@workflow-stream/core/binding";
import type { MarkdownOptions } from "@workflow-stream/markdown";
import type { ElementType } from "react";
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

/** How a text is shown as Markdown. */
export type MarkdownProps = Omit<ShownProps, "children"> & {
  /** What the text may use, and how it is shown. */
  markdown?: MarkdownOptions | undefined;
  /** The root element: one that holds blocks. Default `'div'`. */
  as?: ElementType | undefined;
};

/** Props of `<StreamingMarkdown>`; attributes of HTML go to its root element. */
export type StreamingMarkdownProps = MarkdownProps &
  OwnStreamProps &
  (GivenText | (StreamingTextSource & { text?: undefined; isOpen?: undefined }));
