import { WorkflowStreamError } from "../errors.ts";

/** The tags of boxed primitives, which JSON unpacks. */
const BOXED_TAGS: ReadonlySet<string> = new Set(["Boolean", "Number", "String"]);

type Holder = { readonly [name: string]: unknown };

/**
 * Inputs as `JSON.stringify` writes them.
 * @throws WorkflowStreamError `invalid_input` at the first value of which JSON would lose something in silence; its `details`
 * say where. What a getter, a `toJSON` or a proxy throws comes as it is.
 */
export function toJson(inputs: object): string {
  /** The objects around a value, the inputs first. */
  const holders: unknown[] = [];
  /** What each of them is called in the one before, and then what the value is; the inputs' own name is empty. */
  const names: string[] = [];

  return JSON.stringify(inputs, function (this: Holder, name, value: unknown) {
    if (typeof value === "string" || typeof value === "boolean" || Number.isFinite(value))
      return value;
    while (holders.length > 0 && holders.at(-1) !== this) holders.pop();
    const depth = holders.length;
    names[depth] = name;
    const isLeftOut = value === undefined && depth > 0 && !Array.isArray(this);
    if (isLeftOut) return undefined;
    const lost = holders.includes(value) ? "A cycle" : lossOf(value, this, name);
    if (lost !== undefined) throw lostAt(names.slice(1, depth + 1), lost);
    if (typeof value === "object" && value !== null) holders.push(value);
    return value;
  });
}

/** What JSON would lose of a member, in words; `undefined` where it loses nothing. */
function lossOf(value: unknown, holder: Holder, name: string): string | undefined {
  // the `toJSON` of a date gives `null` as well
  if (value === null) return tagOf(holder[name]) === "Date" ? "An invalid date" : undefined;
  if (typeof value === "number" || value === undefined) return String(value);
  if (typeof value !== "object") return tagOf(value);
  if (Array.isArray(value) || isPlain(value)) return undefined;
  const tag = tagOf(value);
  if (BOXED_TAGS.has(tag)) return undefined;
  if (Object.keys(value).length > 0 && !isOpaque(tag)) return undefined;
  return tag === "Object" ? "An instance without fields" : tag;
}

/** Whether an object was made by a literal, of whatever window, or without a prototype. */
function isPlain(object: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(object);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Whether it is the tag of one of the platform's classes, which keep their content elsewhere than in their fields: a field that
 * somebody gave a `File` is not the file. By the tag, as `instanceof` doesn't know the classes of another window.
 */
function isOpaque(tag: string): boolean {
  return tag in globalThis && tag !== "Object" && tag !== "EventTarget";
}

/** What a value says it is: `"Map"` of a map. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -"]".length);
}

/** @param path the names of the members that lead to the value. */
function lostAt(path: readonly string[], lost: string): WorkflowStreamError {
  const pointer = path
    .map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
  const detail = `${lost} can't be sent as JSON.`;
  return new WorkflowStreamError("invalid_input", "connect", {
    message: pointer ? `${pointer}: ${detail}` : detail,
    details: [{ pointer, detail }],
  });
}
