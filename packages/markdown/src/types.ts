import type { FindEntity } from "./text/entities.ts";

/** What a URL is for. */
export type UrlUse = "link" | "image";

/** Something that Markdown does not have by itself: its own import, for `syntax`. */
export interface MarkdownSyntax {
  /** What the names of characters stand for. */
  readonly findEntity?: FindEntity;
}

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
  /** More that the text may use. Default none. */
  readonly syntax?: readonly MarkdownSyntax[] | undefined;
}
