// Anything can be thrown: a proxy that was revoked, an object whose getters throw. Looking at it must not throw again.

/** A member of something thrown; `undefined` when it has none, or won't be looked at. */
export function memberOf(thrown: unknown, name: string): unknown {
  try {
    const members: Readonly<Record<string, unknown>> = Object(thrown);
    return members[name];
  } catch {
    return undefined;
  }
}

/** The same for a text; `undefined` when the member is anything else. */
export function textOf(thrown: unknown, name: string): string | undefined {
  const member = memberOf(thrown, name);
  return typeof member === "string" ? member : undefined;
}

/** Whether something thrown is an instance of a class; not when it won't be looked at. */
export function isInstance<Type>(
  thrown: unknown,
  type: abstract new (...values: never[]) => Type,
): thrown is Type {
  try {
    return thrown instanceof type;
  } catch {
    return false;
  }
}
