import {
  isTitleStart,
  normalizeLabel,
  readDestination,
  readLabelEnd,
  readTitle,
  skipSpace,
  UNFINISHED,
} from "../inline/links.ts";
import type { Definition } from "../inline/scan.ts";
import { skipBlanks } from "../text/characters.ts";
import type { FindEntity } from "../text/entities.ts";

/** `[label]: destination "title"`, read. */
export interface ReadDefinition {
  readonly label: string;
  readonly definition: Definition;
  /** Where what follows begins, on its own line. */
  readonly end: number;
  /** Whether no further line can belong to it. */
  readonly isFinal: boolean;
}

/** Reads the definition that begins at a place in whole lines. */
export function readDefinition(
  text: string,
  at: number,
  findEntity: FindEntity,
): ReadDefinition | undefined {
  if (text.charAt(at) !== "[") return undefined;
  const labelEnd = readLabelEnd(text, at + 1);
  if (typeof labelEnd !== "number" || text.charAt(labelEnd + 1) !== ":") return undefined;
  const label = normalizeLabel(text.slice(at + 1, labelEnd));
  const start = skipSpace(text, labelEnd + 2);
  if (!label || start >= text.length) return undefined;
  const destination = readDestination(text, start, findEntity);
  if (!destination || destination === UNFINISHED || destination.end === start) return undefined;
  const { value: href } = destination;
  const title = readOwnTitle(text, destination.end, findEntity);
  if (title) {
    const definition = { href, title: title.value };
    return { label, definition, end: title.end, isFinal: true };
  }
  const end = lineEnd(text, destination.end);
  if (end === undefined) return undefined;
  const isFinal = end < text.length && !isTitleStart(text.charAt(skipBlanks(text, end)));
  return { label, definition: { href, title: undefined }, end, isFinal };
}

/** Reads a title that stands apart from the destination, with nothing behind it. */
function readOwnTitle(
  text: string,
  from: number,
  findEntity: FindEntity,
): { value: string; end: number } | undefined {
  const start = skipSpace(text, from);
  if (start === from) return undefined;
  const title = readTitle(text, start, findEntity);
  if (!title || title === UNFINISHED) return undefined;
  const end = lineEnd(text, title.end);
  return end === undefined ? undefined : { value: title.value, end };
}

/** Where the next line begins, if nothing but blanks stands before it. */
function lineEnd(text: string, from: number): number | undefined {
  const end = skipBlanks(text, from);
  if (end >= text.length) return end;
  return text.charAt(end) === "\n" ? end + 1 : undefined;
}
