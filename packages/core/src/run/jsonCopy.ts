/** Classes that keep their content elsewhere than in their fields, by their tag: a field that somebody gave a `File` is not the file. */
const OPAQUE_CLASSES: ReadonlySet<unknown> = new Set([
  "ArrayBuffer",
  "Blob",
  "Event",
  "FormData",
  "Map",
  "Node",
  "Promise",
  "ReadableStream",
  "Set",
  "URLSearchParams",
  "WeakMap",
  "WeakSet",
]);

/** A value that can't be read, or of which JSON would lose something in silence. Its message says why. */
export class NotJsonError extends TypeError {
  /** Where it stands: a JSON Pointer (RFC 6901). */
  readonly pointer: string;

  constructor(pointer: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.pointer = pointer;
  }
}

/**
 * Copies a value as `JSON.stringify` would write it: `toJSON` is asked, members that are `undefined` are left out, each is read once.
 * Gives `undefined` where a `toJSON` gives nothing.
 * @throws NotJsonError at the first value that has no equal in JSON.
 */
export function copyAsJson(value: unknown): unknown {
  const walk: Walk = { place: undefined };
  try {
    return copyValue(value, walk);
  } catch (cause) {
    if (cause instanceof NotJsonError) throw cause;
    // a getter, a `toJSON` or a proxy threw, and the walk stands where it did
    throw new NotJsonError(pointerTo(walk.place), "It can't be read.", cause);
  }
}

/** Where a walk is. */
interface Walk {
  place: Place | undefined;
}

/** An object that is being copied, and at which of its members the copy is. */
interface Place {
  readonly object: object;
  readonly outer: Place | undefined;
  member: string | number;
}

function noJson(what: string, { place }: Walk): NotJsonError {
  return new NotJsonError(pointerTo(place), `${what} can't be sent as JSON.`);
}

function copyValue(given: unknown, walk: Walk): unknown {
  const value = mayHaveToJson(given) ? askToJson(given, walk) : given;
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return value;
    case "number":
      if (Number.isFinite(value)) return value;
      throw noJson(String(value), walk);
    case "object":
      return value && copyObject(value, walk);
    default:
      throw noJson(tagOf(value), walk);
  }
}

/** Whether JSON asks a value for a `toJSON`; of the primitives, a BigInt alone. */
function mayHaveToJson(value: unknown): boolean {
  const type = typeof value;
  return (type === "object" && value !== null) || type === "function" || type === "bigint";
}

/** What the `toJSON` of a value makes of it, where it has one. */
function askToJson(value: unknown, walk: Walk): unknown {
  const toJSON: unknown = Object(value).toJSON;
  if (typeof toJSON !== "function") return value;
  const json: unknown = toJSON.call(value, String(walk.place?.member ?? ""));
  if (json === null && tagOf(value) === "Date") throw noJson("An invalid date", walk);
  return json;
}

function copyObject(object: object, walk: Walk): unknown {
  const outer = walk.place;
  for (let place = outer; place; place = place.outer)
    if (place.object === object) throw noJson("A cycle", walk);
  const place: Place = { object, outer, member: "" };
  const copy = Array.isArray(object)
    ? copyItems(object, place, walk)
    : copyMembers(object as Record<string, unknown>, place, walk);
  walk.place = outer;
  return copy;
}

function copyItems(items: readonly unknown[], place: Place, walk: Walk): unknown[] {
  walk.place = place;
  const copies: unknown[] = [];
  for (let index = 0; index < items.length; index++) {
    place.member = index;
    const copy = copyValue(items[index], walk);
    if (copy === undefined) throw noJson("undefined in a list", walk);
    copies.push(copy);
  }
  return copies;
}

function copyMembers(object: Record<string, unknown>, place: Place, walk: Walk): unknown {
  if (isRawJson(object)) return object;
  const names = Object.keys(object);
  if (!isPlain(object)) {
    const tag = tagOf(object);
    // a boxed primitive stands for what is in it
    if (tag === "String") return String(object);
    if (tag === "Number") return copyValue(Number(object), walk);
    if (tag === "Boolean") return object.valueOf();
    if (isOpaque(object, tag)) throw noJson(tag, walk);
    if (names.length === 0)
      throw noJson(tag === "Object" ? "An instance without fields" : tag, walk);
  }
  walk.place = place;
  const copies: Record<string, unknown> = {};
  for (const name of names) {
    place.member = name;
    const copy = copyValue(object[name], walk);
    if (copy !== undefined) setMember(copies, name, copy);
  }
  return copies;
}

/** Whether an object stands for a text of JSON, such as a number of more digits than a `number` has; not every runtime has them. */
function isRawJson(object: object): boolean {
  return (
    "isRawJSON" in JSON && typeof JSON.isRawJSON === "function" && JSON.isRawJSON(object) === true
  );
}

/** Whether an object was made by a literal, of whatever window, or without a prototype. */
function isPlain(object: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isOpaque(object: object, tag: string): boolean {
  if (ArrayBuffer.isView(object) || tag === "Error") return true;
  // by the tag, as `instanceof` doesn't know the classes of another window
  for (let of = Object.getPrototypeOf(object); of; of = Object.getPrototypeOf(of))
    if (OPAQUE_CLASSES.has(of[Symbol.toStringTag])) return true;
  return false;
}

/** What a value says it is: `"Map"` of a map. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -"]".length);
}

function setMember(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== "__proto__") object[name] = value;
  // an assignment to this one name sets the prototype
  else
    Object.defineProperty(object, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

function pointerTo(place: Place | undefined): string {
  if (!place) return "";
  const member = String(place.member).replaceAll("~", "~0").replaceAll("/", "~1");
  return `${pointerTo(place.outer)}/${member}`;
}
