import type { Grammar } from "../text/grammar.ts";
import type { ElementKind, MarkdownOptions, UrlUse } from "../types.ts";
import { grammarOf } from "./grammarOf.ts";
import { labelsOf, type MarkdownLabels } from "./labels.ts";
import { allowAbsoluteUrl } from "./urls.ts";

/** The options with what stands for those not given. */
export interface Settings extends Grammar {
  readonly allowUrl: (url: string, use: UrlUse) => string | undefined;
  readonly images: "link" | "load" | "none";
  readonly headingOffset: number;
  readonly target: string | undefined;
  readonly dir: "auto" | "inherit";
  readonly idPrefix: string | undefined;
  readonly labels: MarkdownLabels;
  /** What something is mounted for. */
  readonly elements: NonNullable<MarkdownOptions["elements"]>;
  /** Whether this is within a link: nothing in it is one. */
  readonly isInLink: boolean;
  /** The same, within a link. */
  readonly inLink: Settings;
}

export function settingsOf(options: MarkdownOptions = {}): Settings {
  const { allowUrl = allowAbsoluteUrl, images = "link", headingOffset = 0, target } = options;
  const { dir = "auto", syntax = [], elements = {}, idPrefix, labels } = options;
  const given = {
    ...grammarOf(syntax),
    allowUrl,
    headingOffset,
    target,
    dir,
    idPrefix,
    labels: labelsOf(labels),
    elements,
  };
  const inLink: Settings = {
    ...given,
    images: images === "link" ? "none" : images,
    isInLink: true,
    get inLink() {
      return inLink;
    },
  };
  return { ...given, images, isInLink: false, inLink };
}

/** Whether a part of a text stands in a host, for something to be mounted in. */
export function isHosted(kind: string, { elements }: Settings): kind is ElementKind {
  return kind in elements && elements[kind as ElementKind] !== undefined;
}
