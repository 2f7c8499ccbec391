import {
  type Block,
  type Code,
  type Container,
  elementKindOf,
  isTight,
  type Row,
  type Table,
} from "../block/blocks.ts";
import { elementKindOf as inlineKindOf, type Inline } from "../inline/inline.ts";
import {
  type ElementOf,
  elementOfBlock,
  elementOfCell,
  elementOfCode,
  elementOfInline,
  settingsWithin,
} from "./elements.ts";
import { isHosted, type Settings } from "./settings.ts";

/** Elements that hold nothing. */
const VOID: ReadonlySet<string> = new Set(["br", "hr", "img", "input"]);

/** Writes what a container holds as HTML. */
export function writeChildren(container: Container, settings: Settings): string {
  return container.children.map((child) => writeBlock(child, settings)).join("");
}

function writeBlock(block: Block, settings: Settings): string {
  const html = writePlainBlock(block, settings);
  return isHosted(elementKindOf(block), settings) ? `<div>${html}</div>` : html;
}

function writePlainBlock(block: Block, settings: Settings): string {
  const element = elementOfBlock(block, settings);
  switch (block.kind) {
    case "paragraph":
      return isTight(block)
        ? writeInlines(block.prose.first, settings)
        : write(element, writeInlines(block.prose.first, settings));
    case "heading":
      return write(element, writeInlines(block.prose.first, settings));
    case "code":
      return write(element, writeCode(block));
    case "rule":
      return write(element, "");
    case "table":
      return write(element, writeRows(block, settings));
    default:
      return write(element, writeChildren(block, settings));
  }
}

function writeCode(code: Code): string {
  return write(elementOfCode(code), escapeText(code.text));
}

function writeRows({ rows }: Table, settings: Settings): string {
  const [head, ...body] = rows;
  const headHtml = head ? `<thead>${writeRow(head, settings)}</thead>` : "";
  if (body.length === 0) return headHtml;
  return `${headHtml}<tbody>${body.map((row) => writeRow(row, settings)).join("")}</tbody>`;
}

function writeRow({ cells, isHead }: Row, settings: Settings): string {
  const html = cells.map((cell) =>
    write(elementOfCell(cell, isHead), writeInlines(cell.prose.first, settings)),
  );
  return `<tr>${html.join("")}</tr>`;
}

function writeInlines(first: Inline | undefined, settings: Settings): string {
  let html = "";
  for (let inline = first; inline; inline = inline.next) {
    const element = elementOfInline(inline, settings);
    if (typeof element === "string") {
      html += escapeText(element);
      continue;
    }
    const content = write(element, writeContent(element, inline, settings));
    html += isHosted(inlineKindOf(inline), settings) ? `<span>${content}</span>` : content;
  }
  return html;
}

function writeContent(element: ElementOf, inline: Inline, settings: Settings): string {
  return element.text === undefined
    ? writeInlines(inline.first, settingsWithin(inline, settings))
    : escapeText(element.text);
}

function write({ tag, attributes }: ElementOf, content: string): string {
  let start = `<${tag}`;
  for (const [name, value] of attributes) {
    start += ` ${name}="${escapeText(value).replaceAll('"', "&quot;")}"`;
  }
  return VOID.has(tag) ? `${start}>` : `${start}>${content}</${tag}>`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
