/** A token as Prism makes it: text, or what has a type and holds others. */
export type PrismToken =
  | string
  | { readonly type: string; readonly content: PrismToken | readonly PrismToken[] };

/** A token as Shiki makes it: text and its color. */
export interface ShikiToken {
  readonly content: string;
  readonly color?: string | undefined;
}

/** What a tokenizer makes of code: Prism's list (`Prism.tokenize`), or Shiki's lines (`codeToTokensBase`). */
export type HighlightTokens = readonly (PrismToken | readonly ShikiToken[])[];

/** A part of code that is of one look: of a type that a style sheet knows, or of a color. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly type?: string;
  readonly color?: string;
}

/** The parts of code that have a look, in order. */
export function* flatten(tokens: HighlightTokens): Generator<Token> {
  let at = 0;
  for (const token of tokens) {
    if (!isLine(token)) {
      at = yield* flattenPrism(token, undefined, at);
      continue;
    }
    for (const { content, color } of token) {
      const end = at + content.length;
      if (color) yield { start: at, end, color };
      at = end;
    }
    // the line break
    at++;
  }
}

function isLine(token: HighlightTokens[number]): token is readonly ShikiToken[] {
  return Array.isArray(token);
}

function* flattenPrism(
  token: PrismToken | readonly PrismToken[],
  type: string | undefined,
  from: number,
): Generator<Token, number> {
  if (typeof token === "string") {
    const end = from + token.length;
    if (type !== undefined && end > from) yield { start: from, end, type };
    return end;
  }
  if (!isList(token)) return yield* flattenPrism(token.content, token.type, from);
  let at = from;
  for (const each of token) at = yield* flattenPrism(each, type, at);
  return at;
}

function isList(token: PrismToken | readonly PrismToken[]): token is readonly PrismToken[] {
  return Array.isArray(token);
}
