import { HtmlRenderer, Parser } from "commonmark";
import MarkdownIt from "markdown-it";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { normalize } from "./normalize.ts";

const WITHOUT_HTML = { disable: { null: ["htmlFlow", "htmlText"] } };

/** CommonMark without HTML, to micromark. */
export function byMicromark(text: string): string {
  return normalize(micromark(text, { allowDangerousProtocol: true, extensions: [WITHOUT_HTML] }));
}

/** GitHub's flavour without HTML, to micromark. */
export function byMicromarkGfm(text: string): string {
  return normalize(
    micromark(text, {
      allowDangerousProtocol: true,
      extensions: [gfm(), WITHOUT_HTML],
      htmlExtensions: [gfmHtml()],
    }),
  );
}

/** CommonMark without HTML, to markdown-it. */
export function byMarkdownIt(text: string): string {
  return normalize(markdownIt.render(text));
}

const markdownIt = new MarkdownIt("commonmark", { html: false });
markdownIt.validateLink = () => true;

/** CommonMark without HTML, to commonmark.js. */
export function byCommonmark(text: string): string {
  return normalize(new HtmlRenderer().render(commonmark.parse(text)));
}

const commonmark = withoutHtml(new Parser());

/** The types tell nothing of what a parser is made of. */
interface Inner {
  blockStarts: ((parser: { currentLine: string }, container: { type: string }) => number)[];
  inlineParser: { parseHtmlTag(): boolean };
}

/** Takes HTML away: of its kinds of blocks it is the fourth. */
function withoutHtml(parser: Parser): Parser {
  const inner = parser as Parser & Inner;
  inner.blockStarts = inner.blockStarts.filter((_, index) => index !== 3);
  inner.inlineParser.parseHtmlTag = () => false;
  return parser;
}

/** What the three references make of a text. */
export function byThree(text: string): readonly string[] {
  return [byMicromark(text), byMarkdownIt(text), byCommonmark(text)];
}
