/** The longest text where nothing else is asked for, in UTF-16 code units. */
export const DEFAULT_MAX_CHARS = 10_000_000;

/** The longest string that every engine can hold (V8's is the shortest), in UTF-16 code units. */
const LONGEST_STRING_CHARS = 2 ** 29 - 24;

/**
 * How long a line that has not ended may be, and an event's data, in UTF-16 code units. It is more than the text may be: a
 * character takes up to six in escaped JSON, and the last event of some servers repeats the whole text.
 * @param maxChars the longest text, in UTF-16 code units. Default 10 000 000.
 */
export function maxHeldChars(maxChars: number = DEFAULT_MAX_CHARS): number {
  return Math.min(8 * maxChars + 1_048_576, LONGEST_STRING_CHARS);
}
