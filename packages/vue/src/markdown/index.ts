export { StreamingMarkdown } from "./StreamingMarkdown.ts";
export { parseMarkdown, renderMarkdown } from "@workflow-stream/markdown";
export type {
  MarkdownNode,
  MarkdownOptions,
  MarkdownSyntax,
  UrlUse,
} from "@workflow-stream/markdown";
