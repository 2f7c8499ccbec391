import type { ElementKind, MarkdownNode, MarkdownOptions } from "@workflow-stream/markdown";
import type { Snippet } from "svelte";
import type { HTMLAttributes } from "svelte/elements";
import type { OwnStreamProps, ShownProps, Source } from "../streamingTextProps.js";

/** A text from elsewhere, in place of a stream. */
interface GivenText {
  /** The text as it is now; one that begins with the text before is appended. */
  text: string;
  /** Whether more of it may come. Default `false`. */
  isOpen?: boolean | undefined;
  workflowId?: undefined;
  baseUrl?: undefined;
  url?: undefined;
  stream?: undefined;
}

/** Where a text that comes has its stream from: one of these, as in `<StreamingText>`. */
type StreamSource = {
  [Name in "workflowId" | "baseUrl" | "url" | "stream"]?: Given<Source, Name>;
} & {
  text?: undefined;
  isOpen?: undefined;
};

type Given<Sources, Name extends string> = Sources extends { [Key in Name]?: infer Value }
  ? Value
  : never;

/** What stands for parts of a text, by their kind. */
export type ElementSnippets = {
  [Kind in ElementKind]?: Snippet<[MarkdownNode]> | undefined;
};

interface MarkdownProps extends OwnStreamProps, Omit<ShownProps, "children">, ElementSnippets {
  /** What the text may use, and how it is shown. */
  markdown?: MarkdownOptions | undefined;
}

/** Props of `<StreamingMarkdown>`: its root is a `div` where `as` names none; `class` and every other attribute go to that. */
export type StreamingMarkdownProps = MarkdownProps &
  (GivenText | StreamSource) &
  Omit<HTMLAttributes<HTMLElement>, keyof MarkdownProps | "children">;
