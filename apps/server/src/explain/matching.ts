import MiniSearch from "minisearch";
import type { Article } from "./articles.ts";
import { fold } from "./topic.ts";

/** Finds articles by what a visitor typed. */
export type ArticleSearch = {
  /** The article with this title or keyword, whatever its case, accents, hyphens and plural. */
  exact(phrase: string): Article | undefined;
  /**
   * The article whose name was misspelled or begun, or that makes up at least half of a longer phrase.
   * Ask it after the dictionary: `sheep` is a word of its own, not a mistake for `sleep`.
   */
  tolerant(phrase: string): Article | undefined;
  /** At most two articles that a failed search may have meant. */
  suggestions(phrase: string): Article[];
};

const MIN_PREFIX_CHARS = 4;
/** A run of words inside a longer phrase is compared with misspelled names from this length on. */
const MIN_GUESS_CHARS = 7;
/** How much of a failed phrase may differ from a name for it to be suggested. */
const GUESSED_SHARE = 0.25;
const MAX_SUGGESTIONS = 2;

/**
 * Indexes titles and keywords. A whole title or keyword is one term of the index, not each of its words: `vision` or
 * `black` alone must not find an article, and an edit distance counts over the whole name.
 */
export function createArticleSearch(articles: readonly Article[]): ArticleSearch {
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  const index = new MiniSearch<Article>({
    idField: "slug",
    fields: ["title", "keywords"],
    tokenize: (names) => names.split(","),
    processTerm: toTerm,
    searchOptions: { boost: { title: 2 }, processTerm: (term) => term },
  });
  index.addAll(articles);
  const names = articles.flatMap(({ title, keywords }) => [title, ...keywords]);
  const maxWords = Math.max(1, ...names.map((name) => toTerm(name).split(" ").length));

  const find = (phrase: string, options: Parameters<typeof index.search>[1]) =>
    index.search(toTerm(phrase), options).flatMap((result) => {
      const article = bySlug.get(String(result.id));
      return article ? [{ article, matchedTerms: result.queryTerms }] : [];
    });

  return {
    exact: (phrase) => find(phrase, { tokenize: (term) => [term] })[0]?.article,
    tolerant(phrase) {
      const whole = toTerm(phrase);
      const wordCount = new Set(whole.split(" ")).size;
      return find(phrase, {
        tokenize: (term) => wordRuns(term, maxWords),
        prefix: (term) => term === whole && term.length >= MIN_PREFIX_CHARS,
        fuzzy: (term) => (term === whole ? allowedEdits(term.length) : false),
      }).find(
        ({ matchedTerms }) => new Set(matchedTerms.join(" ").split(" ")).size * 2 >= wordCount,
      )?.article;
    },
    suggestions(phrase) {
      const whole = toTerm(phrase);
      return find(phrase, {
        tokenize: (term) => wordRuns(term, maxWords),
        prefix: (term) => term === whole && term.length >= MIN_PREFIX_CHARS,
        fuzzy: (term) =>
          term === whole
            ? GUESSED_SHARE
            : term.length >= MIN_GUESS_CHARS && allowedEdits(term.length),
      })
        .slice(0, MAX_SUGGESTIONS)
        .map(({ article }) => article);
    },
  };
}

/** `Server-Sent Events` → `server sent event`. */
function toTerm(name: string): string {
  const words = fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => word.replace(/(?<=..[^s])s$/u, "")).join(" ");
}

/** Every run of neighbouring words: `a b` → `a`, `a b`, `b`. */
function wordRuns(phrase: string, maxWords: number): string[] {
  const words = phrase.split(" ");
  return words.flatMap((_, start) => {
    const following = words.slice(start, start + maxWords);
    return following.map((_, last) => following.slice(0, last + 1).join(" "));
  });
}

function allowedEdits(charCount: number): number | false {
  if (charCount < 4) return false;
  if (charCount < 7) return 1;
  return charCount < 12 ? 2 : 3;
}
