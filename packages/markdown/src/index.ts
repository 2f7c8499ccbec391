export { parseMarkdown, renderMarkdown } from "./parse.ts";
export type { MarkdownNode } from "./output/nodes.ts";
export type { MarkdownOptions, MarkdownSyntax, UrlUse } from "./types.ts";
