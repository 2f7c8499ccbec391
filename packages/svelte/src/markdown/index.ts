export { default as StreamingMarkdown } from "./StreamingMarkdown.svelte";
export type { StreamingMarkdownProps } from "./streamingMarkdownProps.js";
export { parseMarkdown, renderMarkdown } from "@workflow-stream/markdown";
export type {
  ElementKind,
  MarkdownLabels,
  MarkdownNode,
  MarkdownOptions,
  MarkdownSyntax,
  MountedElement,
  MountElement,
  UrlUse,
} from "@workflow-stream/markdown";
