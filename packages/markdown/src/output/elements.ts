import { type Block, type Cell, type Code, NOTE_MARKER } from "../block/blocks.ts";
import { type Inline, plainText } from "../inline/inline.ts";
import { isAsciiLetter, isDigit } from "../text/characters.ts";
import type { UrlUse } from "../types.ts";
import { elementOfBack, elementOfNumber, noteAttributes } from "./noteElements.ts";
import type { Settings } from "./settings.ts";
import { encodeUrl, hostOf, realHostOf } from "./urls.ts";

/** An element that stands for a part of a text: all that is ever written of one. */
export interface ElementOf {
  readonly tag: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Its text, if nothing of the tree stands in it. */
  readonly text?: string;
}

const NO_ATTRIBUTES: ElementOf["attributes"] = [];
const REL = "noopener noreferrer nofollow";
const MAX_HEADING_LEVEL = 6;
const MAX_LANGUAGE_CHARS = 32;

const INLINE_TAGS = { break: "br", emphasis: "em", strong: "strong", deleted: "del" } as const;

/** The element of a piece of text, or the text itself. */
export function elementOfInline(inline: Inline, settings: Settings): ElementOf | string {
  switch (inline.kind) {
    case "text":
    case "mark":
      return inline.text;
    case "code":
      return { tag: "code", attributes: NO_ATTRIBUTES, text: inline.text };
    case "math":
      return { tag: "code", attributes: mathAttributes(settings), text: inline.text };
    case "citation":
      return elementOfCitation(inline, settings);
    case "footnote":
      return { tag: "sup", attributes: [["data-footnote", ""]] };
    case "footnoteNumber":
      return elementOfNumber(inline, settings);
    case "footnoteBack":
      return elementOfBack(inline, settings);
    case "link":
      if (settings.isInLink) return plainText(inline.first);
      return { tag: "a", attributes: linkAttributes(inline, settings) };
    case "image":
      return elementOfImage(inline, settings);
    case "checkbox":
      return {
        tag: "input",
        attributes: [
          ["type", "checkbox"],
          ["disabled", ""],
          ["aria-label", inline.text ? settings.labels.checked : settings.labels.unchecked],
          ...(inline.text ? [["checked", ""] as const] : []),
        ],
      };
    default:
      return { tag: INLINE_TAGS[inline.kind], attributes: NO_ATTRIBUTES };
  }
}

function mathAttributes({ dir }: Settings): ElementOf["attributes"] {
  const ofLanguage = [["class", "language-math"]] as const;
  return dir === "inherit" ? ofLanguage : [...ofLanguage, ["dir", "ltr"]];
}

function elementOfCitation(citation: Inline, settings: Settings): ElementOf | string {
  if (settings.isInLink) return citation.text;
  const url = allowedUrl(citation, "link", settings);
  const attributes = url === undefined ? NO_ATTRIBUTES : leadingTo(url, undefined, settings);
  return { tag: "a", attributes: [["data-citation", ""], ...attributes], text: citation.text };
}

/** How what stands in a piece is shown. */
export function settingsWithin({ kind }: Inline, settings: Settings): Settings {
  return kind === "link" ? settings.inLink : settings;
}

/** The URL of a link or an image, if it is allowed one. */
export function allowedUrl({ href }: Inline, use: UrlUse, settings: Settings): string | undefined {
  return href === undefined ? undefined : settings.allowUrl(encodeUrl(href), use);
}

function elementOfImage(inline: Inline, settings: Settings): ElementOf | string {
  const description = plainText(inline.first);
  if (settings.images === "none") return description;
  const url = allowedUrl(inline, "image", settings);
  if (settings.images === "link") {
    const attributes = url === undefined ? NO_ATTRIBUTES : leadingTo(url, inline.title, settings);
    return { tag: "a", attributes, text: description || (inline.href ?? "") };
  }
  if (url === undefined && !inline.isGuess) return description;
  const source: ElementOf["attributes"] = url === undefined ? NO_ATTRIBUTES : [["src", url]];
  return {
    tag: "img",
    attributes: [
      // before the source: it is fetched when that is set
      ["loading", "lazy"],
      ["referrerpolicy", "no-referrer"],
      ["alt", description],
      ...titled(inline.title),
      ...source,
    ],
  };
}

function linkAttributes(link: Inline, settings: Settings): ElementOf["attributes"] {
  const url = allowedUrl(link, "link", settings);
  if (url === undefined) return NO_ATTRIBUTES;
  const claimed = hostOf(plainText(link.first));
  const real = claimed === undefined ? undefined : realHostOf(url);
  if (real === undefined || real === claimed) return leadingTo(url, link.title, settings);
  // the text says another host: the title says where it leads, and a style sheet may
  return [...leadingTo(url, url, settings), ["data-host", real]];
}

function leadingTo(
  url: string,
  title: string | undefined,
  { target }: Settings,
): ElementOf["attributes"] {
  return [
    ["href", url],
    ["rel", REL],
    ...(target ? [["target", target] as const] : []),
    ...titled(title),
  ];
}

function titled(title: string | undefined): ElementOf["attributes"] {
  return title === undefined ? NO_ATTRIBUTES : [["title", title]];
}

/** The element of a block. */
export function elementOfBlock(block: Block, settings: Settings): ElementOf {
  const attributes = directionOf(block, settings);
  switch (block.kind) {
    case "document":
      return { tag: "div", attributes: NO_ATTRIBUTES };
    case "quote":
      return { tag: "blockquote", attributes };
    case "list":
      if (block.marker === NOTE_MARKER)
        return { tag: "ol", attributes: [["data-footnotes", ""], ...attributes] };
      if (block.start === undefined) return { tag: "ul", attributes };
      if (block.start === 1) return { tag: "ol", attributes };
      return { tag: "ol", attributes: [["start", String(block.start)], ...attributes] };
    case "item":
      return { tag: "li", attributes: noteAttributes(block, settings) };
    case "paragraph":
      return { tag: "p", attributes };
    case "heading":
      return {
        tag: `h${Math.min(MAX_HEADING_LEVEL, block.level + settings.headingOffset)}`,
        attributes,
      };
    case "code":
      // a keyboard can scroll it
      return { tag: "pre", attributes: [["tabindex", "0"], ...attributes] };
    case "rule":
      return { tag: "hr", attributes: NO_ATTRIBUTES };
    default:
      return { tag: "table", attributes };
  }
}

export function elementOfCode({ language }: Code): ElementOf {
  return {
    tag: "code",
    attributes: isLanguage(language) ? [["class", `language-${language}`]] : NO_ATTRIBUTES,
  };
}

export function elementOfCell({ alignment }: Cell, isHead: boolean): ElementOf {
  return {
    tag: isHead ? "th" : "td",
    attributes: alignment ? [["align", alignment]] : NO_ATTRIBUTES,
  };
}

function directionOf(block: Block, { dir }: Settings): ElementOf["attributes"] {
  if (dir === "inherit") return NO_ATTRIBUTES;
  if (block.kind === "code") return [["dir", "ltr"]];
  return block.parent?.kind === "document" ? [["dir", "auto"]] : NO_ATTRIBUTES;
}

function isLanguage(language: string): boolean {
  if (language === "" || language.length > MAX_LANGUAGE_CHARS) return false;
  for (const char of language) {
    if (!isAsciiLetter(char) && !isDigit(char) && !"_+#.-".includes(char)) return false;
  }
  return true;
}
