/** The characters that a type and a subtype are made of (RFC 9110, `token`), without capitals. */
const TOKEN_CHARS = /* @__PURE__ */ new Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz");

/**
 * The media type of a response without its parameters, in lower case; `''` where it names none.
 * Of several the last that is well-formed counts, as in browsers; where none is, the header's value stands as it is.
 * @see https://fetch.spec.whatwg.org/#concept-header-extract-mime-type
 */
export function mediaTypeOf(response: Response): string {
  const header = (response.headers.get("content-type") ?? "").trim().toLowerCase();
  return membersOf(header).map(withoutParameters).reverse().find(isMediaType) ?? header;
}

/** The members of a list, which commas part; one within quotation marks parts nothing. */
function membersOf(header: string): string[] {
  const members: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < header.length; at++) {
    const char = header[at];
    if (char === '"') isQuoted = !isQuoted;
    else if (char === "\\" && isQuoted) at++;
    else if (char === "," && !isQuoted) {
      members.push(header.slice(start, at));
      start = at + 1;
    }
  }
  return [...members, header.slice(start)];
}

function withoutParameters(member: string): string {
  const end = member.indexOf(";");
  return (end < 0 ? member : member.slice(0, end)).trim();
}

function isMediaType(value: string): boolean {
  if (value === "*/*") return false;
  const [type = "", subtype = "", ...rest] = value.split("/");
  return isToken(type) && isToken(subtype) && rest.length === 0;
}

function isToken(value: string): boolean {
  return value !== "" && [...value].every((char) => TOKEN_CHARS.has(char));
}
