import type { ElementKind, MarkdownNode, MarkdownOptions } from "@workflow-stream/markdown";
import type { Snippet } from "svelte";
import type { HTMLAttributes } from "svelte/elements";
import type { OwnStreamProps, ShownProps, Source } from "../streamingTextProps.js";

/** What stands for parts of a text, by their kind. */
export type ElementSnippets = {
  [Kind in ElementKind]?: Snippet<[MarkdownNode]> | undefined;
};

/** A text from elsewhere, in place of a stream. */
interface GivenText {
  text: string;
  isOpen?: boolean | undefined;
  workflowId?: undefined;
  baseUrl?: undefined;
  inputs?: undefined;
  url?: undefined;
  stream?: undefined;
}

interface NoText {
  text?: undefined;
  isOpen?: undefined;
}

interface MarkdownProps extends OwnStreamProps, Omit<ShownProps, "children">, ElementSnippets {
  /** A text from elsewhere, as it is now; one that begins with the text before is appended. */
  text?: string | undefined;
  /** Whether more of `text` may come. Default `false`. */
  isOpen?: boolean | undefined;
  // the names that the members below differ by: without them the compiler crosses all names of each with those of the others
  workflowId?: string | undefined;
  baseUrl?: string | undefined;
  inputs?: unknown;
  url?: unknown;
  stream?: unknown;
  /** What the text may use, and how it is shown. */
  markdown?: MarkdownOptions | undefined;
}

interface RootProps
  extends MarkdownProps, Omit<HTMLAttributes<HTMLElement>, keyof MarkdownProps | "children"> {}

/** Props of `<StreamingMarkdown>`: its root is a `div` where `as` names none; `class` and every other attribute go to that. */
export type StreamingMarkdownProps = RootProps & (GivenText | (Source & NoText));
