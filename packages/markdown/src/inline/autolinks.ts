import { isAsciiLetter, isDigit } from "../text/characters.ts";
import { createInline, push, pushText } from "./inline.ts";
import type { Scan } from "./scan.ts";

/** How long a scheme is at most, in characters. */
const MAX_SCHEME_CHARS = 32;
/** How long each label of a mail address's domain is at most, in characters. */
const MAX_DOMAIN_LABEL_CHARS = 63;

/** Reads `<scheme:address>` or `<name@domain>`. */
export function takeAutolink(scan: Scan): void {
  const { text, at, list } = scan;
  const end = addressEnd(text, at + 1);
  const address = text.slice(at + 1, end);
  const isWhole = text.charAt(end) === ">";
  if (isWhole && (hasScheme(address) || isMailAddress(address))) {
    pushAddress(scan, address, hasScheme(address) ? address : `mailto:${address}`);
    scan.at = end + 1;
    return;
  }
  if (scan.isOpen && end >= text.length && mayBecomeAddress(address)) {
    const link = push(list, createInline("link"));
    link.isGuess = true;
    link.first = createInline("text", hasScheme(address) ? address : "");
    scan.at = end;
    return;
  }
  pushText(list, "<");
  scan.at++;
}

/** Adds a link that says where it leads. */
export function pushAddress(scan: Scan, text: string, href: string | undefined): void {
  const link = push(scan.list, createInline("link"));
  link.href = href;
  link.isGuess = href === undefined;
  link.first = createInline("text", text);
}

function addressEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char <= " " || char === "\x7f" || char === "<" || char === ">") break;
    at++;
  }
  return at;
}

/** Where the scheme ends, at its colon; 0 if there is none. */
function schemeEnd(address: string): number {
  if (!isAsciiLetter(address.charAt(0))) return 0;
  let at = 1;
  while (at < MAX_SCHEME_CHARS && isSchemeChar(address.charAt(at))) at++;
  return address.charAt(at) === ":" && at >= 2 ? at : 0;
}

function hasScheme(address: string): boolean {
  return schemeEnd(address) > 0;
}

/** Whether what stands after a `<` at the end may begin an address. */
function mayBecomeAddress(address: string): boolean {
  if (hasScheme(address)) return true;
  if (address.length > MAX_SCHEME_CHARS) return false;
  if (address === "") return true;
  for (const char of address) if (!isMailChar(char) && char !== "@") return false;
  return true;
}

function isSchemeChar(char: string): boolean {
  return isAsciiLetter(char) || isDigit(char) || (char !== "" && "+.-".includes(char));
}

function isMailChar(char: string): boolean {
  return (
    isAsciiLetter(char) || isDigit(char) || (char !== "" && ".!#$%&'*+/=?^_`{|}~-".includes(char))
  );
}

function isMailAddress(address: string): boolean {
  const at = address.indexOf("@");
  if (at < 1) return false;
  for (const char of address.slice(0, at)) if (!isMailChar(char)) return false;
  return address
    .slice(at + 1)
    .split(".")
    .every(isDomainLabel);
}

function isDomainLabel(label: string): boolean {
  if (label === "" || label.length > MAX_DOMAIN_LABEL_CHARS) return false;
  if (label.startsWith("-") || label.endsWith("-")) return false;
  for (const char of label)
    if (!isAsciiLetter(char) && !isDigit(char) && char !== "-") return false;
  return true;
}
