import {
  type Alignment,
  type Block,
  type Container,
  isTight,
  NOTE_MARKER,
  type Row,
  type Table,
} from "../block/blocks.ts";
import { type Inline, plainText } from "../inline/inline.ts";
import { allowedUrl } from "./elements.ts";
import type { Settings } from "./settings.ts";

/** A part of a text. */
export interface MarkdownNode {
  readonly kind:
    | "quote"
    | "list"
    | "item"
    | "paragraph"
    | "heading"
    | "code"
    | "rule"
    | "table"
    | "row"
    | "cell"
    | "text"
    | "inlineCode"
    | "break"
    | "emphasis"
    | "strong"
    | "deleted"
    | "link"
    | "image"
    | "checkbox"
    | "math"
    | "citation"
    | "footnote"
    | "footnotes"
    | "note";
  /** Its text without marks, an image's description, a citation's numbers; `""` for what holds blocks. */
  readonly text: string;
  /** Whether more of it may come. */
  readonly isOpen: boolean;
  readonly children: readonly MarkdownNode[];
  /** Of a heading: 1 to 6, without `headingOffset`. */
  readonly level?: number;
  /** Of a block of code: its language, and all that its fence says. */
  readonly lang?: string;
  readonly info?: string;
  /** Of math: whether it is set apart. */
  readonly isBlock?: boolean;
  /** Of a link, an image or a citation: its URL, if `allowUrl` allows it. */
  readonly href?: string;
  readonly title?: string;
  /** Of a note, what a footnote leads to. */
  readonly number?: number;
  /** Of a list with numbers: the first. */
  readonly start?: number;
  /** Of a checkbox. */
  readonly isChecked?: boolean;
  /** Of a cell: which side it is aligned to; whether it is of the head. */
  readonly align?: "left" | "center" | "right";
  readonly isHead?: boolean;
}

/** Makes nodes of what a container holds. */
export function nodesOf(container: Container, settings: Settings): MarkdownNode[] {
  return container.children.flatMap((block) =>
    block.kind === "paragraph" && isTight(block)
      ? inlineNodes(block.prose.first, settings)
      : [blockNode(block, settings)],
  );
}

function node(
  kind: MarkdownNode["kind"],
  text: string,
  children: readonly MarkdownNode[],
  isOpen = false,
): MarkdownNode {
  return { kind, text, isOpen, children };
}

/** Makes a node of a block; `isOpen` if more of it may come. */
export function blockNode(block: Block, settings: Settings, isOpen = false): MarkdownNode {
  switch (block.kind) {
    case "paragraph":
      return proseNode("paragraph", block.prose.first, settings);
    case "heading":
      return { ...proseNode("heading", block.prose.first, settings, isOpen), level: block.level };
    case "code":
      if (block.isMath) return { ...node("math", block.text, [], isOpen), isBlock: true };
      return {
        ...node("code", block.text, [], isOpen),
        ...(block.language ? { lang: block.language } : {}),
        ...(block.fence?.info ? { info: block.fence.info } : {}),
      };
    case "rule":
      return node("rule", "", []);
    case "table":
      return tableNode(block, settings, isOpen);
    case "list":
      if (block.marker === NOTE_MARKER) return node("footnotes", "", nodesOf(block, settings));
      return {
        ...node("list", "", nodesOf(block, settings)),
        ...(block.start === undefined ? {} : { start: block.start }),
      };
    case "item":
      return block.note
        ? { ...node("note", "", nodesOf(block, settings)), number: block.note.number }
        : node("item", "", nodesOf(block, settings));
    default:
      return node("quote", "", nodesOf(block, settings));
  }
}

/** Whether two nodes say the same. */
export function isSameNode(one: MarkdownNode, other: MarkdownNode): boolean {
  const { children, ...rest } = one;
  const { children: others, ...otherRest } = other;
  return (
    isSameFields(rest, otherRest) &&
    children.length === others.length &&
    children.every((child, index) => isSameNode(child, others[index] ?? child))
  );
}

function isSameFields(one: object, other: object): boolean {
  const fields = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    fields.length === others.size && fields.every(([name, value]) => others.get(name) === value)
  );
}

function proseNode(
  kind: MarkdownNode["kind"],
  first: Inline | undefined,
  settings: Settings,
  isOpen = false,
): MarkdownNode {
  return node(kind, plainText(first), inlineNodes(first, settings), isOpen);
}

/** A table, whose rows are made nodes when they are asked for: there may be many, and more come. */
function tableNode({ rows }: Table, settings: Settings, isOpen: boolean): MarkdownNode {
  const count = rows.length;
  let children: readonly MarkdownNode[] | undefined;
  return {
    kind: "table",
    text: "",
    isOpen,
    get children() {
      return (children ??= rows.slice(0, count).map((row) => rowNode(row, settings)));
    },
  };
}

function rowNode({ cells, isHead }: Row, settings: Settings): MarkdownNode {
  const children = cells.map(({ alignment, prose }) => ({
    ...proseNode("cell", prose.first, settings),
    isHead,
    ...aligned(alignment),
  }));
  return { ...node("row", "", children), isHead };
}

function aligned(align: Alignment): { align?: NonNullable<Alignment> } {
  return align ? { align } : {};
}

function leadingTo(href: string | undefined): { href?: string } {
  return href === undefined ? {} : { href };
}

function inlineNodes(first: Inline | undefined, settings: Settings): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  for (let inline = first; inline; inline = inline.next) {
    if (inline.kind === "footnoteBack") continue;
    const last = nodes.at(-1);
    const made = inlineNode(inline, settings);
    if (made.kind === "text" && last?.kind === "text")
      nodes[nodes.length - 1] = node("text", last.text + made.text, []);
    else nodes.push(made);
  }
  return nodes;
}

/** Makes a node of a piece of a line. */
export function inlineNode(inline: Inline, settings: Settings): MarkdownNode {
  switch (inline.kind) {
    case "text":
    case "mark":
      return node("text", inline.text, []);
    case "footnote":
      return node("footnote", plainText(inline.first), []);
    case "footnoteNumber":
    case "footnoteBack":
      return node("text", inline.text, []);
    case "code":
      return node("inlineCode", inline.text, []);
    case "break":
      return node("break", "", []);
    case "checkbox":
      return { ...node("checkbox", "", []), isChecked: inline.text !== "" };
    case "math":
      return { ...node("math", inline.text, [], inline.isGuess), isBlock: inline.isBlock };
    case "citation":
      return {
        ...node("citation", inline.text.slice(1, -1), []),
        ...leadingTo(allowedUrl(inline, "link", settings)),
      };
    case "link":
    case "image": {
      const href = allowedUrl(inline, inline.kind, settings);
      const children = inline.kind === "image" ? [] : inlineNodes(inline.first, settings);
      return {
        ...node(inline.kind, plainText(inline.first), children, inline.isGuess),
        ...leadingTo(href),
        ...(inline.title === undefined ? {} : { title: inline.title }),
      };
    }
    default:
      return proseNode(inline.kind, inline.first, settings);
  }
}
