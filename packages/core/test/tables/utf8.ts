import { hex } from "../support/bytes.ts";

/** Bytes and what they decode to. */
export interface Utf8Case {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The whole text, without a leading byte order mark. */
  readonly text: string;
  /** The end of `text` that shows only when the bytes have ended. */
  readonly tail: string;
}

const BOM = "\uFEFF";

/**
 * Each maximal part of a character that can't be completed is one U+FFFD.
 * @see https://encoding.spec.whatwg.org/#utf-8-decoder
 */
export const utf8Cases: readonly Utf8Case[] = (
  [
    ["nothing", "", ""],
    ["ASCII", "61 7e", "a~"],
    ["NUL and DEL", "00 7f", "\0\x7F"],
    ["line breaks", "0d 0a 0d 0a", "\r\n\r\n"],
    ["two bytes, first", "c2 80", "\x80"],
    ["two bytes, last", "df bf", "\u07FF"],
    ["three bytes, first", "e0 a0 80", "\u0800"],
    ["three bytes, last", "ef bf bf", "\uFFFF"],
    ["last before the surrogates", "ed 9f bf", "\uD7FF"],
    ["first after the surrogates", "ee 80 80", "\uE000"],
    ["U+FFFD itself", "ef bf bd", "\uFFFD"],
    ["four bytes, first", "f0 90 80 80", "\u{10000}"],
    ["four bytes, last", "f4 8f bf bf", "\u{10FFFF}"],
    ["all lengths", "61 c3 a9 e2 82 ac f0 9f 98 80 62", "aé€😀b"],
    ["combining accent", "65 cc 81", "e\u0301"],
    ["joined emoji", "f0 9f 91 a9 e2 80 8d f0 9f 94 ac", "👩‍🔬"],

    ["mark", "ef bb bf 61", "a"],
    ["mark alone", "ef bb bf", ""],
    ["two marks", "ef bb bf ef bb bf 61", `${BOM}a`],
    ["mark in the middle", "61 ef bb bf 62", `a${BOM}b`],
    ["mark after a line break", "0a ef bb bf", `\n${BOM}`],
    ["mark cut at the end", "ef bb", "\uFFFD", "\uFFFD"],
    ["mark cut by a letter", "ef bb 61", "\uFFFDa"],
    ["mark of UTF-16", "ff fe", "\uFFFD\uFFFD"],

    ["continuation alone", "80", "\uFFFD"],
    ["continuations alone", "61 80 bf 80 62", "a\uFFFD\uFFFD\uFFFDb"],
    ["one continuation too many", "c3 a9 a9", "é\uFFFD"],
    ["overlong NUL", "c0 80", "\uFFFD\uFFFD"],
    ["overlong in two bytes", "c1 bf", "\uFFFD\uFFFD"],
    ["overlong in three bytes", "e0 9f bf", "\uFFFD\uFFFD\uFFFD"],
    ["overlong in four bytes", "f0 8f bf bf", "\uFFFD\uFFFD\uFFFD\uFFFD"],
    ["surrogate", "ed a0 80", "\uFFFD\uFFFD\uFFFD"],
    ["pair of surrogates", "ed a0 bd ed b8 80", "\uFFFD".repeat(6)],
    ["past the last", "f4 90 80 80", "\uFFFD\uFFFD\uFFFD\uFFFD"],
    ["lead that never was", "f5 80", "\uFFFD\uFFFD"],
    ["five bytes", "f8 88 80 80 80", "\uFFFD".repeat(5)],
    ["bytes that never are", "fe 61 ff", "\uFFFDa\uFFFD"],
    ["two bytes, cut by a letter", "c3 28", "\uFFFD("],
    ["three bytes, cut by a letter", "e2 82 41", "\uFFFDA"],
    ["four bytes, cut by a letter", "f0 9f 98 41", "\uFFFDA"],
    ["cut by a line break", "f0 9f 0a", "\uFFFD\n"],
    ["cut by the next character", "e2 82 e2 82 ac", "\uFFFD€"],
    ["leads in a row", "c3 e2 f0 61", "\uFFFD\uFFFD\uFFFDa"],

    ["two bytes, cut at the end", "61 c3", "a\uFFFD", "\uFFFD"],
    ["three bytes, cut at the end", "e2 82", "\uFFFD", "\uFFFD"],
    ["four bytes, cut at the end", "f0 9f 98", "\uFFFD", "\uFFFD"],
    ["cut by a lead that is cut", "f0 9f c3", "\uFFFD\uFFFD", "\uFFFD"],
    ["overlong, cut at the end", "e0 80", "\uFFFD\uFFFD"],
    ["surrogate, cut at the end", "ed a0", "\uFFFD\uFFFD"],
    ["past the last, cut at the end", "f4 90", "\uFFFD\uFFFD"],
  ] satisfies [name: string, digits: string, text: string, tail?: string][]
).map(([name, digits, text, tail = ""]) => ({ name, bytes: hex(digits), text, tail }));
