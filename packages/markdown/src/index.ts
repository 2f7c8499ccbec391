export { parseMarkdown, renderMarkdown } from "./parse.ts";
export type { MarkdownLabels } from "./output/labels.ts";
export type { MarkdownNode } from "./output/nodes.ts";
export type {
  ElementKind,
  MarkdownOptions,
  MarkdownSyntax,
  MountedElement,
  MountElement,
  UrlUse,
} from "./types.ts";
export { attachMarkdown, type TextSnapshot, type TextStream } from "./dom/attachMarkdown.ts";
export { createMarkdownWriter, type MarkdownWriter } from "./dom/writer.ts";
