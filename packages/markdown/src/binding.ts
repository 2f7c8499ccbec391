export { createMarkdownView, type MarkdownView } from "./dom/view.ts";
export type { TextSnapshot, TextStream } from "./dom/attachMarkdown.ts";
