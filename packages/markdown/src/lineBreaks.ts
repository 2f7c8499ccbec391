import type { MarkdownSyntax } from "./types.ts";

/**
 * `<br>` breaks a line, which models write in cells of tables; for `syntax`.
 * @example
 * ```ts
 * attachMarkdown(element, stream, { syntax: [lineBreaks] });
 * ```
 */
export const lineBreaks: MarkdownSyntax = { hasBreakTags: true };
