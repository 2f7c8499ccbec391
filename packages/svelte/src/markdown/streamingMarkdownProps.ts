import type { ElementKind, MarkdownNode, MarkdownOptions } from "@workflow-stream/markdown";
import type { Snippet } from "svelte";
import type { HTMLAttributes } from "svelte/elements";
import type { OwnStreamProps, ShownProps, Source } from "../streamingTextProps.js";

/** What `<StreamingText>` takes by a name to have its stream from. */
type Given<Name extends string, Sources = Source> = Sources extends { [Key in Name]?: infer Value }
  ? Value
  : never;

/** What stands for parts of a text, by their kind. */
export type ElementSnippets = {
  [Kind in ElementKind]?: Snippet<[MarkdownNode]> | undefined;
};

/** Where the text comes from: one of these. A union of them would be too complex for the types of Svelte's `render`. */
interface TextSource {
  workflowId?: Given<"workflowId">;
  baseUrl?: Given<"baseUrl">;
  inputs?: Given<"inputs">;
  url?: Given<"url">;
  stream?: Given<"stream">;
  /** A text from elsewhere, as it is now; one that begins with the text before is appended. */
  text?: string | undefined;
  /** Whether more of `text` may come. Default `false`. */
  isOpen?: boolean | undefined;
}

interface MarkdownProps
  extends TextSource, OwnStreamProps, Omit<ShownProps, "children">, ElementSnippets {
  /** What the text may use, and how it is shown. */
  markdown?: MarkdownOptions | undefined;
}

/** Props of `<StreamingMarkdown>`: its root is a `div` where `as` names none; `class` and every other attribute go to that. */
export interface StreamingMarkdownProps
  extends MarkdownProps, Omit<HTMLAttributes<HTMLElement>, keyof MarkdownProps | "children"> {}
