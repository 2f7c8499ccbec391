import { readArticles, type Article } from "./articles.ts";
import { lookUp } from "./dictionary.ts";
import { formatEntries } from "./entry.ts";
import { createArticleSearch } from "./matching.ts";
import { parseTopic } from "./topic.ts";

const MAX_TOPIC_CHARS = 200;
const MAX_QUOTED_CHARS = 60;

const ARTICLES_URL =
  "https://github.com/workflow-stream/workflow-stream/blob/main/apps/server/articles";
const DICTIONARY = { url: "https://wordnet.princeton.edu/", title: "WordNet 3.1" };

// Read at import: a broken article stops the server as it starts, not a visitor's run.
const articles = await readArticles(new URL("../../articles/", import.meta.url));
const search = createArticleSearch(articles);

/** A text, and where it was found. */
export interface Explanation {
  readonly text: string;
  /** `undefined` where nothing was found. */
  readonly source?: { readonly url: string; readonly title: string };
}

/**
 * Explains a topic from what lies on the disk, without a network: an article, else a dictionary entry, else a sentence
 * that says that there is neither, with a list of the articles. A topic over 200 characters is not looked up.
 *
 * @throws the file system's error, when the dictionary can't be read
 */
export async function explain(topic: string): Promise<string> {
  return (await lookUpTopic(topic)).text;
}

/**
 * The same as {@link explain}, and where it was found.
 *
 * @throws the file system's error, when the dictionary can't be read
 */
export async function lookUpTopic(topic: string): Promise<Explanation> {
  const asked = topic.trim();
  if (asked === "") return { text: `Nothing was asked.\n\n${listTitles()}` };
  const { text, phrase, subject } = parseTopic(asked.slice(0, MAX_TOPIC_CHARS));
  if (asked.length > MAX_TOPIC_CHARS) return { text: describeUnknown(text, []) };

  const named = search.exact(phrase) ?? search.exact(subject);
  if (named) return ofArticle(named);
  for (const candidate of new Set([phrase, subject])) {
    const entries = await lookUp(candidate);
    if (entries.length > 0) return { text: formatEntries(entries), source: DICTIONARY };
  }
  const meant = search.tolerant(subject);
  return meant ? ofArticle(meant) : { text: describeUnknown(text, search.suggestions(subject)) };
}

/** The articles that {@link explain} knows, in the order of their titles. */
export async function listArticles(): Promise<{ title: string; slug: string }[]> {
  return articles.map(({ title, slug }) => ({ title, slug }));
}

function ofArticle({ slug, title, body }: Article): Explanation {
  const source = { url: `${ARTICLES_URL}/${slug}.md`, title };
  return { text: `${title}\n\n${body}`, source };
}

function describeUnknown(text: string, suggestions: readonly Article[]): string {
  const characters = Array.from(text);
  const quoted =
    characters.length > MAX_QUOTED_CHARS
      ? `${characters.slice(0, MAX_QUOTED_CHARS).join("")}…`
      : text;
  const near = suggestions.map(({ title }) => `“${title}”`).join(" or ");
  return [
    `There is neither an article nor a dictionary entry about “${quoted}”.`,
    ...(near ? [`Did you mean ${near}?`] : []),
    listTitles(),
  ].join("\n\n");
}

function listTitles(): string {
  return `Articles: ${articles.map(({ title }) => title).join(", ")}.`;
}
