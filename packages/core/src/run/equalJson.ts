/** Whether two JSON texts hold equal values, the order of members aside. Both as `JSON.stringify` writes them, without white space. */
export function isEqualJson(one: string, other: string): boolean {
  if (one === other) return true;
  // another order of members leaves the length as it is
  return one.length === other.length && sorted(one) === sorted(other);
}

/** The same JSON, the members of each object in the order of their names. */
function sorted(json: string): string {
  return JSON.stringify(JSON.parse(json), (_, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(
      Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  });
}
