import { invalidInput } from "./invalidInput.ts";
import { jsonPointer } from "./pointer.ts";

const MAX_DEPTH = 100;

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const LAST_SPACE = 0x20;

/**
 * Whether a JSON text holds more values than `max`, counted without building any: reading a megabyte of small ones costs half a
 * second and a hundred times its memory. Says nothing of a text that is no JSON.
 */
export function hasMoreValues(text: string, max: number): boolean {
  // What a bracket opens holds one value more than it has commas, or none.
  let count = 1;
  let isAwaitingFirst = false;
  for (let position = 0; position < text.length && count <= max; position++) {
    const unit = text.charCodeAt(position);
    if (unit <= LAST_SPACE) continue;
    if (isAwaitingFirst && unit !== CLOSE_BRACKET && unit !== CLOSE_BRACE) count++;
    isAwaitingFirst = unit === OPEN_BRACKET || unit === OPEN_BRACE;
    if (unit === COMMA) count++;
    else if (unit === QUOTE) position = endOfString(text, position);
  }
  return count > max;
}

/** Where the string ends whose opening quote is at `start`. */
function endOfString(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length) {
    const unit = text.charCodeAt(position);
    if (unit === QUOTE) return position;
    position += unit === BACKSLASH ? 2 : 1;
  }
  return position;
}

/**
 * Refuses what can be read as JSON and yet not be written as JSON again: a number that became infinite, nesting that would take a
 * walk too deep.
 * @throws Problem `invalid_input`, with a pointer to the number or to the member that is nested too deeply.
 */
export function checkValues(members: Readonly<Record<string, unknown>>): void {
  for (const [key, member] of Object.entries(members)) checkValue(member, [key]);
}

function checkValue(value: unknown, path: readonly string[]): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw invalidInput(jsonPointer(path), "The number can't be held.");
  }
  if (typeof value !== "object" || value === null) return;
  if (path.length > MAX_DEPTH) {
    throw invalidInput(jsonPointer(path.slice(0, 1)), `Nested deeper than ${MAX_DEPTH} levels.`);
  }
  for (const [key, member] of Object.entries(value)) checkValue(member, [...path, key]);
}
