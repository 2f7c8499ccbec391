import type { OwnStreamProps, StreamingTextSource } from "@workflow-stream/core/binding";
import type { ElementKind, MarkdownOptions } from "@workflow-stream/markdown";
import type { JSX } from "@solidjs/web";
import type { MarkdownComponent } from "./mountComponent.tsx";
import type { ShownProps } from "../streamingTextProps.ts";

/** A text from elsewhere, in place of a stream. */
interface GivenText {
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
  readonly [Kind in ElementKind]?: MarkdownComponent | undefined;
};

interface MarkdownProps extends OwnStreamProps, Omit<ShownProps, "children"> {
  /** What the text may use, and how it is shown. */
  markdown?: MarkdownOptions | undefined;
  /** What to render in place of parts of a kind; each is given its node. They keep the context of this place. */
  components?: MarkdownComponents | undefined;
}

/** Props of `<StreamingMarkdown>`: its root is a `div` where `as` names none; `class` and every other attribute go to that. */
export type StreamingMarkdownProps = MarkdownProps &
  (GivenText | (StreamingTextSource & { text?: undefined; isOpen?: undefined })) &
  Omit<JSX.HTMLAttributes<HTMLElement>, keyof MarkdownProps | "children">;
