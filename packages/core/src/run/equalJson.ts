/** Whether two JSON texts hold equal values, the order of members aside. Both as `JSON.stringify` writes them, without white space. */
export function isEqualJson(one: string, other: string): boolean {
  if (one === other) return true;
  // another order of members leaves the length as it is
  return one.length === other.length && isEqual(JSON.parse(one), JSON.parse(other));
}

function isEqual(one: unknown, other: unknown): boolean {
  if (!isObject(one) || !isObject(other)) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && isEqual(one[name], other[name]))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
