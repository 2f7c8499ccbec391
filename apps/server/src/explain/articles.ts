import { readdir, readFile } from "node:fs/promises";

/** A text of the demo: what it is called, what else it answers to, and its paragraphs. */
export type Article = {
  /** The file's name without its ending. */
  slug: string;
  title: string;
  /** Other names of the subject, as a visitor may type them. */
  keywords: string[];
  /** Paragraphs, with a blank line between. */
  body: string;
};

const FRONT_MATTER = /^---\ntitle: (?<title>.+)\nkeywords: (?<keywords>.+)\n---\n(?<body>[^]+)$/;

/**
 * Takes an article's file apart: `title` and comma-separated `keywords` between two `---` lines, then the text.
 *
 * @throws Error that names the article, when the file has another shape.
 */
export function parseArticle(slug: string, source: string): Article {
  const parts = FRONT_MATTER.exec(source.replaceAll("\r\n", "\n"))?.groups;
  const title = parts?.["title"]?.trim();
  const body = parts?.["body"]?.trim();
  const keywords = parts?.["keywords"]?.split(",").map((keyword) => keyword.trim());
  if (!title || !body || !keywords?.every(Boolean)) {
    throw new Error(
      `article "${slug}" must begin with a title and keywords between two lines of ---`,
    );
  }
  return { slug, title, keywords, body };
}

/**
 * Reads every `.md` file of a directory, in the order of their titles.
 *
 * @throws Error for a directory that can't be read, or as {@link parseArticle} does.
 */
export async function readArticles(directory: URL): Promise<Article[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".md"));
  const articles = await Promise.all(
    files.map(async (file) =>
      parseArticle(file.slice(0, -".md".length), await readFile(new URL(file, directory), "utf8")),
    ),
  );
  return articles.sort((a, b) => a.title.localeCompare(b.title, "en"));
}
