const ASCII_PUNCTUATION: ReadonlySet<string> = new Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
const ASCII_WHITESPACE: ReadonlySet<string> = new Set(" \t\n\f\r");

/** Whether a character is a space or a tab. */
export function isBlank(char: string): boolean {
  return char === " " || char === "\t";
}

/** Whether a character is one of ASCII's punctuation, which a backslash takes the meaning from. */
export function isAsciiPunctuation(char: string): boolean {
  return ASCII_PUNCTUATION.has(char);
}

export function isDigit(char: string): boolean {
  return char >= "0" && char <= "9";
}

export function isAsciiLetter(char: string): boolean {
  return (char >= "a" && char <= "z") || (char >= "A" && char <= "Z");
}

/** Whether a character is white space to Unicode; the start and the end of a text, `""`, are. */
export function isWhitespace(char: string): boolean {
  if (char <= "\x7f") return char === "" || ASCII_WHITESPACE.has(char);
  return /\p{Zs}/u.test(char);
}

/** Whether a character is punctuation or a symbol to Unicode. */
export function isPunctuation(char: string): boolean {
  if (char <= "\x7f") return ASCII_PUNCTUATION.has(char);
  return /[\p{P}\p{S}]/u.test(char);
}

/** Whether a character is one of those that no spaces stand between: Hiragana, Katakana, ideographs, and Hangul. */
export function isSpaceless(char: string): boolean {
  return (
    (char >= "\u3041" && char <= "\u3096") ||
    (char >= "\u30a1" && char <= "\u30fa") ||
    (char >= "\u3400" && char <= "\u9fff") ||
    (char >= "\uac00" && char <= "\ud7a3")
  );
}

/** The whole character before a place; `""` at the start. */
export function characterBefore(text: string, at: number): string {
  const last = text.charAt(at - 1);
  const isHalf = last >= "\udc00" && last <= "\udfff";
  return isHalf ? text.slice(Math.max(0, at - 2), at) : last;
}

/** The whole character at a place; `""` at the end. */
export function characterAt(text: string, at: number): string {
  const first = text.charAt(at);
  return first >= "\ud800" && first <= "\udbff" ? text.slice(at, at + 2) : first;
}

/** Where a run of blanks ends. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charAt(at))) at++;
  return at;
}

/** Where a run of one character ends. */
export function skipRun(text: string, from: number): number {
  const char = text.charAt(from);
  let at = from + 1;
  while (at < text.length && text.charAt(at) === char) at++;
  return at;
}

/** Where a text ends if the blanks and line breaks after it don't count. */
export function trimmedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && (isBlank(text.charAt(end - 1)) || text.charAt(end - 1) === "\n")) end--;
  return end;
}

/** A text without the blanks and line breaks at its ends. */
export function trimBlanks(text: string): string {
  return text.slice(skipBlanks(text, 0), trimmedEnd(text));
}
