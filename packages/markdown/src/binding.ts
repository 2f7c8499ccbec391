export { createMarkdownView, type MarkdownView } from "./dom/view.ts";
export { ELEMENT_KINDS } from "./types.ts";
export { createElementStore, type ElementStore, type StoredElement } from "./dom/elementStore.ts";
export type { TextSnapshot, TextStream } from "./dom/attachMarkdown.ts";
