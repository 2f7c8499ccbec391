import { isAsciiLetter, isDigit } from "./characters.ts";

/** What a name, such as `copy`, stands for. */
export type FindEntity = (name: string) => string | undefined;

/** A character reference, read. */
export interface Entity {
  readonly value: string;
  readonly end: number;
}

/** How long a name may be, in characters: the longest has 31. */
const MAX_NAME_CHARS = 32;
const MAX_DECIMALS = 7;
const MAX_HEXADECIMALS = 6;
const REPLACEMENT = "\ufffd";

/** Reads the character reference that begins with the `&` at a place. */
export function readEntity(text: string, at: number, find: FindEntity): Entity | undefined {
  if (text.charAt(at + 1) === "#") return readNumber(text, at + 2);
  let end = at + 1;
  while (end - at <= MAX_NAME_CHARS && isNameChar(text.charAt(end))) end++;
  if (text.charAt(end) !== ";" || isDigit(text.charAt(at + 1))) return undefined;
  const value = find(text.slice(at + 1, end));
  return value === undefined ? undefined : { value, end: end + 1 };
}

/** Whether a text ends within what may become a character reference. */
export function mayBecomeEntity(text: string, at: number): boolean {
  if (text.length - at > MAX_NAME_CHARS) return false;
  let end = text.charAt(at + 1) === "#" ? at + 2 : at + 1;
  while (isNameChar(text.charAt(end))) end++;
  return end === text.length;
}

function readNumber(text: string, from: number): Entity | undefined {
  const isHexadecimal = text.charAt(from) === "x" || text.charAt(from) === "X";
  const start = isHexadecimal ? from + 1 : from;
  const maxDigits = isHexadecimal ? MAX_HEXADECIMALS : MAX_DECIMALS;
  let end = start;
  while (end - start < maxDigits && isNumeral(text.charAt(end), isHexadecimal)) end++;
  if (end === start || text.charAt(end) !== ";") return undefined;
  const code = Number.parseInt(text.slice(start, end), isHexadecimal ? 16 : 10);
  return { value: characterOf(code), end: end + 1 };
}

function characterOf(code: number): string {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code === 0 || code > 0x10ffff || isSurrogate ? REPLACEMENT : String.fromCodePoint(code);
}

function isNumeral(char: string, isHexadecimal: boolean): boolean {
  if (isDigit(char)) return true;
  return isHexadecimal && ((char >= "a" && char <= "f") || (char >= "A" && char <= "F"));
}

function isNameChar(char: string): boolean {
  return isAsciiLetter(char) || isDigit(char);
}
