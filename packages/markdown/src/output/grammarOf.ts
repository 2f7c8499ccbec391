import { plainOf, type Grammar } from "../text/grammar.ts";
import { findHtml4Entity } from "../text/html4Entities.ts";
import type { MarkdownSyntax } from "../types.ts";

/** What a text may use, with what is added to Markdown. */
export function grammarOf(syntax: readonly MarkdownSyntax[]): Grammar {
  const marks = syntax.flatMap(({ marks = [] }) => marks);
  return {
    isGfm: true,
    hasBreakTags: syntax.some(({ hasBreakTags }) => hasBreakTags),
    marks,
    plain: plainOf(marks),
    readFence: syntax.find(({ readFence }) => readFence)?.readFence,
    isMath: (language) => syntax.some(({ isMath }) => isMath?.(language)),
    notes: syntax.find(({ notes }) => notes)?.notes,
    findEntity(name) {
      for (const { findEntity } of syntax) {
        const found = findEntity?.(name);
        if (found !== undefined) return found;
      }
      return findHtml4Entity(name);
    },
  };
}
