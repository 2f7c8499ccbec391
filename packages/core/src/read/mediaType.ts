/** What ends a type or a subtype (RFC 9110, delimiters). */
const DELIMITERS = '"(),/:;<=>?@[\\]{}';

/**
 * The media type of a response without its parameters, in lower case; `''` where it names none.
 * Of several the last that is well-formed counts, as in browsers; where none is, the header's value stands as it is.
 * @see https://fetch.spec.whatwg.org/#concept-header-extract-mime-type
 */
export function mediaTypeOf(response: Response): string {
  const header = (response.headers.get("content-type") ?? "").trim().toLowerCase();
  const members = withoutQuoted(header).split(",");
  return members.map(withoutParameters).reverse().find(isMediaType) ?? header;
}

/** Whether a response calls itself a page, or an object: what an error is told in, in place of a stream. */
export function isPage(response: Response): boolean {
  const type = mediaTypeOf(response);
  return type === "text/html" || type.endsWith("json");
}

/** The header without what stands in quotation marks: a comma there parts nothing. */
function withoutQuoted(header: string): string {
  // an escaped mark ends nothing
  return header
    .replace(/\\["\\]/g, "")
    .split('"')
    .filter((_, index) => index % 2 === 0)
    .join('"');
}

function withoutParameters(member: string): string {
  return member.split(";", 1)[0]!.trim();
}

function isMediaType(value: string): boolean {
  const parts = value.split("/");
  return value !== "*/*" && parts.length === 2 && parts.every(isToken);
}

function isToken(value: string): boolean {
  return (
    value !== "" &&
    [...value].every((char) => char > " " && char <= "~" && !DELIMITERS.includes(char))
  );
}
