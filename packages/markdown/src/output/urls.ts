import { isAsciiLetter, isDigit } from "../text/characters.ts";

/** What may stand in a URL as it is, beside letters and digits. */
const URL_CHARACTERS: ReadonlySet<string> = new Set("!#$&'()*+,-./:;=?@_~");
/** How a URL begins that leads somewhere by itself. */
const ABSOLUTE = ["http://", "https://", "mailto:"];

/** The policy by default: URLs that lead somewhere by themselves, and run nothing. */
export function allowAbsoluteUrl(url: string): string | undefined {
  const lower = url.slice(0, 8).toLowerCase();
  return ABSOLUTE.some((start) => lower.startsWith(start)) ? url : undefined;
}

/** A destination as a URL: what may not stand in one is encoded, what is encoded stays. */
export function encodeUrl(destination: string): string {
  let url = "";
  let at = 0;
  for (const char of destination) {
    if (isAsciiLetter(char) || isDigit(char) || URL_CHARACTERS.has(char)) url += char;
    else if (char === "%" && isEncoded(destination, at)) url += char;
    else url += isLoneSurrogate(char) ? "%EF%BF%BD" : encodeURIComponent(char);
    at += char.length;
  }
  return url;
}

function isEncoded(text: string, at: number): boolean {
  return isHexadecimal(text.charAt(at + 1)) && isHexadecimal(text.charAt(at + 2));
}

function isHexadecimal(char: string): boolean {
  return isDigit(char) || (char >= "a" && char <= "f") || (char >= "A" && char <= "F");
}

function isLoneSurrogate(char: string): boolean {
  return char.length === 1 && char >= "\ud800" && char <= "\udfff";
}

/** The host that a text looks like, in lower case and without `www.`; `undefined` if it looks like none. */
export function hostOf(text: string): string | undefined {
  const trimmed = text.trim().toLowerCase();
  const scheme = trimmed.indexOf("://");
  const start = scheme < 0 ? 0 : scheme + 3;
  let end = start;
  while (end < trimmed.length && isHostChar(trimmed.charAt(end))) end++;
  const next = trimmed.charAt(end);
  const host = trimmed.slice(start, end);
  const isHost = host.includes(".") && !host.startsWith(".") && !host.endsWith(".");
  if (!isHost || (next !== "" && !"/?#:".includes(next))) return undefined;
  return withoutWww(host);
}

/** The host that a URL leads to, in the same form; `undefined` if it leads to none. */
export function realHostOf(url: string): string | undefined {
  try {
    return withoutWww(new URL(url).hostname) || undefined;
  } catch {
    // it leads nowhere by itself
    return undefined;
  }
}

function withoutWww(host: string): string {
  return host.startsWith("www.") ? host.slice(4) : host;
}

function isHostChar(char: string): boolean {
  return isAsciiLetter(char) || isDigit(char) || char === "." || char === "-" || char > "\x7f";
}
