/** The JSON Pointer to a value, by the keys that lead to it. @see RFC 6901 */
export function jsonPointer(keys: readonly PropertyKey[]): string {
  return keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
