const maxLines = 6;
const maxChars = 42;
const wordsPerMinute = 230;
const sampleChars = 5000;

/** A word: two characters in scripts without spaces, else what stands between spaces. */
const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]{2}|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu;

/** The beginnings of a text's paragraphs, the first six at most. */
export function outlineOf(text: string): string[] {
  // a burst is long: what comes after the first lines is not looked at
  const paragraphs = text.slice(0, 20_000).split(/\n\s*\n/u, maxLines);
  return paragraphs.filter((paragraph) => paragraph.trim()).map(beginningOf);
}

/** How long a person reads, in words; `''` for no text. */
export function readingTime(text: string): string {
  // a burst is long: its beginning tells how dense its words are
  const sample = text.slice(0, sampleChars);
  const words = (sample.match(word)?.length ?? 0) * (text.length / sample.length);
  return text && `${Math.ceil(words / wordsPerMinute)}\u00a0min to read`;
}

function beginningOf(paragraph: string): string {
  const line = paragraph.trim().replace(/\s+/gu, " ");
  if (line.length <= maxChars) return line;
  const space = line.lastIndexOf(" ", maxChars);
  const end = space > maxChars / 2 ? space : maxChars;
  // a cut must not leave half a surrogate pair
  return `${line.slice(0, end).replace(/(?:[\uD800-\uDBFF]|[\p{P}\s]+)$/u, "")}…`;
}
