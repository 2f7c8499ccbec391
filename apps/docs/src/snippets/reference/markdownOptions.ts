import type { MarkdownOptions } from "@workflow-stream/markdown";
import { copyButton } from "@workflow-stream/markdown/copyButton";
import { lineBreaks } from "@workflow-stream/markdown/lineBreaks";

export const options: MarkdownOptions = {
  allowUrl: (url, use) => (use === "link" && url.startsWith("https:") ? url : undefined),
  images: "load",
  headingOffset: 2,
  target: "_blank",
  dir: "inherit",
  elements: { code: copyButton() },
  labels: { checked: "Erledigt", copy: "Kopieren" },
  syntax: [lineBreaks],
  idPrefix: "answer-",
};
