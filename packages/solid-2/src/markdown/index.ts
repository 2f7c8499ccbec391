export { StreamingMarkdown } from "./StreamingMarkdown.tsx";
export type { StreamingMarkdownProps } from "./streamingMarkdownProps.ts";
export { parseMarkdown, renderMarkdown } from "@workflow-stream/markdown";
export type {
  MarkdownNode,
  MarkdownOptions,
  MarkdownSyntax,
  UrlUse,
} from "@workflow-stream/markdown";
