export { StreamingMarkdown } from "./StreamingMarkdown.ts";
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
