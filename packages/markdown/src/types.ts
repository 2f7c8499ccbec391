import type { GivenLabels, MarkdownLabels } from "./output/labels.ts";
import type { MarkdownNode } from "./output/nodes.ts";
import type { MarkSyntax } from "./inline/marks.ts";
import type { FindEntity } from "./text/entities.ts";
import type { NoteSyntax, ReadFence } from "./text/grammar.ts";

/** What a URL is for. */
export type UrlUse = "link" | "image";

/** Something that Markdown does not have by itself: its own import, for `syntax`. */
export interface MarkdownSyntax {
  /** What the names of characters stand for. */
  readonly findEntity?: FindEntity;
  /** Whether `<br>` breaks a line. */
  readonly hasBreakTags?: boolean;
  /** Marks within a line. */
  readonly marks?: readonly MarkSyntax[];
  /** Lines that open a block of code, and which languages are math. */
  readonly readFence?: ReadFence;
  readonly isMath?: (language: string) => boolean;
  readonly notes?: NoteSyntax;
}

/** Which parts of a text something of one's own may stand for. */
export type ElementKind = (typeof ELEMENT_KINDS)[number];

export const ELEMENT_KINDS = [
  "code",
  "table",
  "heading",
  "link",
  "image",
  "math",
  "citation",
] as const;

/** Hears of a part of a text that something was mounted for. */
export interface MountedElement {
  /** The part is another, as it grows, or as a reference was defined; or the labels are. */
  update?(node: MarkdownNode, labels: MarkdownLabels): void;
  /** Nothing more of it comes. */
  end?(node: MarkdownNode): void;
  /** It goes; its host still stands in the page. */
  destroy?(): void;
}

/**
 * Mounts something of one's own for a part of a text. Its host holds what stands there without it, which may be added to, or
 * taken away: that comes back when it is destroyed.
 */
export type MountElement = (
  host: HTMLElement,
  node: MarkdownNode,
  labels: MarkdownLabels,
) => MountedElement | void;

/** How a text is shown. */
export interface MarkdownOptions {
  /**
   * The one policy for links, images, addresses and references: what to use for a URL of the text, or `undefined` for no link.
   * Default: absolute `http:`, `https:` and `mailto:` URLs, as they are.
   */
  readonly allowUrl?: ((url: string, use: UrlUse) => string | undefined) | undefined;
  /**
   * `'link'`: an image is a link with its description. `'load'`: it is loaded, when it comes into view, without a referrer, if
   * `allowUrl` allows it. `'none'`: its description. Default `'link'`.
   */
  readonly images?: "link" | "load" | "none" | undefined;
  /** How many levels lower headings stand, none below 6. Default 0. */
  readonly headingOffset?: number | undefined;
  /** The `target` of links. Default none. */
  readonly target?: string | undefined;
  /** `'auto'`: each outermost block has the direction of its own text, code is left to right; `'inherit'`: the element's. Default `'auto'`. */
  readonly dir?: "auto" | "inherit" | undefined;
  /** What to mount for each part of a kind, or several, each told in order. Default none. */
  readonly elements?:
    | Readonly<Partial<Record<ElementKind, MountElement | readonly MountElement[]>>>
    | undefined;
  /** What the `id`s of footnotes begin with, one for each text of a page. Default none: then they have no `id`, and nothing leads to them. */
  readonly idPrefix?: string | undefined;
  /** The words that a page has beside those of the text, in another language. Default English. */
  readonly labels?: GivenLabels | undefined;
  /** More that the text may use. Default none. */
  readonly syntax?: readonly MarkdownSyntax[] | undefined;
}
