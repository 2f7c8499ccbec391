import { isAsciiPunctuation } from "./characters.ts";
import { type FindEntity, readEntity } from "./entities.ts";

/** A text as it is meant, where backslashes and character references count: of a destination, a title, an info string. */
export function unescape(text: string, findEntity: FindEntity): string {
  if (!text.includes("\\") && !text.includes("&")) return text;
  let meant = "";
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    const entity = char === "&" ? readEntity(text, at, findEntity) : undefined;
    if (entity) {
      meant += entity.value;
      at = entity.end;
    } else if (char === "\\" && isAsciiPunctuation(text.charAt(at + 1))) {
      meant += text.charAt(at + 1);
      at += 2;
    } else {
      meant += char;
      at++;
    }
  }
  return meant;
}
