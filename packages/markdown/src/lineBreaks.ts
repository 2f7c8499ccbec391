import type { MarkdownSyntax } from "./types.ts";

/** `<br>` breaks a line, which models write in cells of tables; for `syntax`. */
export const lineBreaks: MarkdownSyntax = { hasBreakTags: true };
