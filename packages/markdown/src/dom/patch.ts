import { elementKindOf, type Inline } from "../inline/inline.ts";
import { type ElementOf, elementOfInline, settingsWithin } from "../output/elements.ts";
import type { Settings } from "../output/settings.ts";
import { inlineNode } from "../output/nodes.ts";
import { type Kept, nowOf } from "./adopt.ts";
import type { Mounts } from "./mounts.ts";

/** A node of the page, and the piece of text it shows. */
export type Shown = ShownText | ShownElement;

interface ShownText {
  inline: Inline;
  node: Text;
  readonly written: undefined;
}

interface ShownElement {
  inline: Inline;
  /** What stands in the text, and what is written to: another element, where that stands in a host. */
  node: HTMLElement;
  element: HTMLElement;
  /** What was written of the element. */
  written: ElementOf;
  /** Its text, if nothing else stands in it. */
  text: Text | undefined;
  readonly children: Shown[];
}

/** Where pieces are shown, and the node that stands behind them. */
export interface Place {
  readonly into: Element;
  readonly before: Node | null;
  readonly mounts: Mounts;
}

/**
 * Makes what is shown, from `index` on, show a list of pieces. Nodes stay from the beginning on as long as they are of the same
 * kind, and their text grows in place: so a selection survives.
 */
export function patch(
  shown: Shown[],
  index: number,
  first: Inline | undefined,
  place: Place,
  settings: Settings,
): void {
  let inline = first;
  let at = index;
  for (
    let old = shown[at];
    inline && old && update(old, inline, settings, place.mounts);
    old = shown[at]
  ) {
    inline = inline.next;
    at++;
  }
  for (const { node } of shown.splice(at)) {
    place.mounts.leave(node);
    node.remove();
  }
  for (; inline; inline = inline.next) {
    const made = make(inline, place.into.ownerDocument, settings, place.mounts);
    place.into.insertBefore(made.node, place.before);
    shown.push(made);
  }
}

/** Forgets what is shown in an element, if others have moved, split or replaced nodes of it from `index` on: all is shown anew. */
export function leaveLost(
  shown: Shown[],
  index: number,
  { into, mounts }: Pick<Place, "into" | "mounts">,
): boolean {
  const isLost = shown.slice(index).some(({ node }) => node.parentNode !== into);
  if (!isLost) return false;
  for (const { node } of shown) mounts.leave(node);
  into.replaceChildren();
  shown.length = 0;
  return true;
}

/** Notes which nodes of the page stand for those that were written. */
export function moveShown(shown: readonly Shown[], kept: Kept): void {
  for (const each of shown) {
    if (each.written === undefined) {
      each.node = nowOf(kept, each.node);
      continue;
    }
    each.node = nowOf(kept, each.node);
    each.element = nowOf(kept, each.element);
    each.text &&= nowOf(kept, each.text);
    moveShown(each.children, kept);
  }
}

function patchWithin(shown: Shown[], inline: Inline, place: Place, settings: Settings): void {
  leaveLost(shown, 0, place);
  patch(shown, 0, inline.first, place, settingsWithin(inline, settings));
}

/** Creates an element with what may be written of it, but for its text. */
export function createElement(document: Document, { tag, attributes }: ElementOf): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of attributes) element.setAttribute(name, value);
  return element;
}

/** Makes a node show another piece; `false` if that takes another node. */
function update(old: Shown, inline: Inline, settings: Settings, mounts: Mounts): boolean {
  const element = elementOfInline(inline, settings);
  if (old.written === undefined) {
    if (typeof element !== "string") return false;
    setText(old.node, element);
  } else {
    if (typeof element === "string" || !isSameKind(old, inline, element)) return false;
    setAttributes(old.element, old.written.attributes, element.attributes);
    old.written = element;
    if (old.text && old.text.parentNode !== old.element) old.element.replaceChildren(old.text);
    if (old.text) setText(old.text, element.text ?? "");
    else patchWithin(old.children, inline, { into: old.element, before: null, mounts }, settings);
    mounts.changed(old.element);
  }
  old.inline = inline;
  return true;
}

function isSameKind(
  { written, inline: { kind } }: ShownElement,
  inline: Inline,
  { tag }: ElementOf,
): boolean {
  return kind === inline.kind && written.tag === tag;
}

/** Makes a node's text another; text that begins with what is there is added to it. */
function setText(node: Text, text: string): void {
  const { data } = node;
  if (data === text) return;
  const same = sameStart(data, text);
  // what a selection in the text that stays is tied to is left alone
  if (same < data.length) node.deleteData(same, data.length - same);
  if (same < text.length) node.appendData(text.slice(same));
}

/** How long two texts begin alike, in characters. */
function sameStart(one: string, other: string): number {
  if (other.startsWith(one)) return one.length;
  let at = 0;
  while (at < one.length && one.charAt(at) === other.charAt(at)) at++;
  return at;
}

function setAttributes(
  node: Element,
  old: ElementOf["attributes"],
  attributes: ElementOf["attributes"],
): void {
  if (old.length === 0 && attributes.length === 0) return;
  const names = new Set(attributes.map(([name]) => name));
  for (const [name] of old) if (!names.has(name)) node.removeAttribute(name);
  for (const [name, value] of attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  }
}

function make(inline: Inline, document: Document, settings: Settings, mounts: Mounts): Shown {
  const written = elementOfInline(inline, settings);
  if (typeof written === "string") {
    return { inline, node: document.createTextNode(written), written: undefined };
  }
  const element = createElement(document, written);
  const children: Shown[] = [];
  const text = written.text === undefined ? undefined : document.createTextNode(written.text);
  if (text) element.append(text);
  else patchWithin(children, inline, { into: element, before: null, mounts }, settings);
  const made: ShownElement = { inline, node: element, element, written, text, children };
  made.node = mounts.host(elementKindOf(inline), "span", element, () =>
    inlineNode(made.inline, settings),
  );
  return made;
}
