/** Lines of which the longest is shorter or longer than this were not wrapped by hand. */
const minWrapChars = 30;
const maxWrapChars = 120;

/** A bullet, a number or a Markdown heading sign in front of a line, with the white space after it. */
const marker = /^(?:[-*+•‣–—]|#{1,6}|\(?\d{1,3}[.)]|\(?[a-z]\))\s+/u;

/** Scripts that are written without spaces, so that wrapped lines are joined without one. */
const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}、，。]/u;

/**
 * Splits plain text into paragraphs of one line each, at blank lines, at list items, and at line breaks that are no hard wraps.
 * Hard-wrapped lines are joined; list and heading markers are left out.
 */
export function splitParagraphs(text: string): string[] {
  const blocks = text.replace(/\r\n?|[\u2028\u2029\f]/gu, "\n").split(/\n\s*\n/u);
  return blocks
    .flatMap(splitBlock)
    .map((paragraph) => paragraph.replace(marker, ""))
    .filter((paragraph) => paragraph !== "");
}

function splitBlock(block: string): string[] {
  const lines = block.split("\n").map((line) => line.replace(/\s+/gu, " ").trim());
  const widthChars = lines.reduce((width, line) => Math.max(width, line.length), 0);
  const paragraphs: string[][] = [];
  let previous = "";
  for (const line of lines) {
    const paragraph = paragraphs.at(-1);
    if (paragraph !== undefined && isWrap(previous, line, widthChars)) {
      paragraph.push(joint(previous, line), line);
    } else {
      paragraphs.push([line]);
    }
    previous = line;
  }
  return paragraphs.map((parts) => parts.join(""));
}

/** Whether the break between two lines only kept the first one short: the next goes on in lower case, or its first word would not have fitted. */
function isWrap(line: string, next: string, widthChars: number): boolean {
  if (widthChars > maxWrapChars || marker.test(next)) return false;
  if (/^\p{Ll}/u.test(next)) return true;
  if (widthChars < minWrapChars) return false;
  const firstWordChars = spaceless.test(next.charAt(0)) ? 1 : `${next} `.indexOf(" ");
  return line.length + 1 + firstWordChars > widthChars;
}

function joint(line: string, next: string): "" | " " {
  const isCutWord = /\p{L}-$/u.test(line) && /^\p{Ll}/u.test(next);
  const isSpaceless = spaceless.test(line.slice(-1)) && spaceless.test(next.charAt(0));
  return isCutWord || isSpaceless ? "" : " ";
}
