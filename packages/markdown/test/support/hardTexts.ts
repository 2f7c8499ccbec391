/** Repeats a text to a length. */
const repeat = (text: string, chars: number): string => text.repeat(Math.ceil(chars / text.length));
const nest =
  (open: string, close: string) =>
  (chars: number): string => {
    const depth = Math.ceil(chars / (open.length + close.length));
    return `${open.repeat(depth)}b${close.repeat(depth)}`;
  };
const lines =
  (lineOf: (index: number) => string) =>
  (chars: number): string => {
    let text = "";
    for (let index = 0; text.length < chars; index++) text += lineOf(index);
    return text;
  };
const repeated =
  (text: string) =>
  (chars: number): string =>
    repeat(text, chars);

/** Texts that are hard to parse in linear time, of about a length in characters. */
export const INPUTS: [name: string, make: (chars: number) => string][] = [
  ["open brackets", repeated("[")],
  ["closing brackets", repeated("a]")],
  ["brackets with text", repeated("[a")],
  ["nested brackets", nest("[", "]")],
  ["nested images", nest("![", "](a)")],
  [
    "links in images that don't close",
    (chars) => repeat("![", chars / 4) + repeat("[a](b)", chars),
  ],
  ["targets that don't close", repeated("[a](")],
  ["pointed targets that don't close", repeated("[a](<b")],
  ["bare targets that don't close", repeated("[a](b")],
  ["titles that don't close", repeated('[a](b "')],
  ["titles of another quote", repeated("[a](b \"[a](b '")],
  ["brackets and parentheses", repeated("[ (](")],
  ["labels that don't close", repeated("[a][")],
  ["references to nothing", repeated("[a][b] ")],
  ["openers without closers", repeated("_a ")],
  ["closers without openers", repeated("a_ ")],
  ["openers and closers that don't match", repeated("*a_ ")],
  ["runs of a multiple of three", (chars) => `a**b${repeat("c* ", chars)}`],
  ["brackets and closers", repeated("[ a_")],
  ["nested emphasis", nest("*a **a ", " a** a*")],
  ["strong and strong", repeated("**a**")],
  ["long runs", nest("*", "*")],
  [
    "runs of every length",
    lines((index) => `a${"*".repeat(index % 99)}b${"_".repeat(index % 77)}`),
  ],
  ["a mark that never closes", (chars) => `*a ${repeat("word ", chars)}`],
  ["strikes", repeated("~a~~ ")],
  ["backticks of every length", lines((index) => `e${"`".repeat(index)}`)],
  ["a backtick that never closes", (chars) => `\`a ${repeat("word ", chars)}`],
  ["backslashes", repeated("\\")],
  ["ampersands", repeated("&a")],
  ["angle brackets", repeated("<a:")],
  ["addresses", repeated("a@b.cd,")],
  ["at signs", repeated("a@")],
  ["text without spaces", repeated("人人生而自由，")],
  ["addresses without a domain", repeated("_www._")],
  ["schemes", repeated("http://")],
  [
    "an address with parentheses",
    (chars) => `http://a.b/${repeat("(", chars)}${repeat(")", chars)}`,
  ],
  ["an address with references", (chars) => `http://a.b/${repeat("&a;", chars)}`],
  ["quotes", repeated("> ")],
  ["lists in lists", lines((index) => `${"  ".repeat(index % 120)}* a\n`)],
  ["one list", repeated("- a *b*\n")],
  ["one list that gets loose", (chars) => `${repeat("- a\n", chars)}\n- b\n`],
  ["empty items", repeated("-\n\n")],
  ["one table", (chars) => `|a|b|\n|-|-|\n${repeat("|*c*|d|\n", chars)}`],
  ["one row", (chars) => `|a|b|\n|-|-|\n${repeat("|c", chars)}`],
  [
    "one row with many columns",
    (chars) =>
      `${repeat("|a", chars / 4)}|\n${repeat("|-", chars / 4)}|\n${repeat("|*b*", chars / 2)}|`,
  ],
  ["lines that may be heads", repeated("a|b\n|-|-|-|\n")],
  ["lines that may underline", repeated("a\n- -\n")],
  ["one fence", (chars) => `\`\`\`\n${repeat("code\n", chars)}`],
  ["lines that may end a fence", (chars) => `\`\`\`\`\n${repeat("```\n", chars)}`],
  ["an info string", (chars) => `\`\`\`${repeat("a ", chars)}`],
  ["indented code", repeated("    a\n\n")],
  ["a line of rules", repeated("* ")],
  ["one paragraph", repeated("word *word* word\n")],
  ["one word", repeated("a")],
  ["line breaks", repeated("\n")],
  ["blanks", repeated(" ")],
  ["a heading", (chars) => `# ${repeat("a # ", chars)}`],
  ["definitions", lines((index) => `[a${index}]: b\n`)],
  [
    "definitions after one paragraph",
    (chars) =>
      lines((index) => `[a${index}] `)(chars / 2) +
      "\n\n" +
      lines((index) => `[a${index}]: b\n`)(chars / 2),
  ],
  [
    "definitions after many",
    (chars) =>
      lines((index) => `[a${index}]\n\n`)(chars / 2) +
      lines((index) => `[a${index}]: b\n`)(chars / 2),
  ],
  ["a definition's title that doesn't close", (chars) => `[a]: b\n'${repeat("c\n", chars)}`],
  ["carriage returns", repeated("a\r")],
];
