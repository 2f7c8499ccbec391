import type { Protocol } from "./wire.ts";

/** What a contender stands for: a limit, us, what people write themselves, or a library they could pick instead. */
export type Kind = "limit" | "ours" | "usual" | "peer";

/** The framework that a contender's page is built with. */
export type Framework = "none" | "vue" | "svelte" | "solid" | "react";

/** One contender: its page is `contenders/<id>.ts` or `.tsx`. */
export interface Contender {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  readonly framework: Framework;
  /** What it can read. */
  readonly protocols: readonly Protocol[];
}

const READS: Record<Kind, readonly Protocol[]> = {
  limit: ["text", "ui"],
  ours: ["text", "ui"],
  usual: ["text"],
  peer: ["text", "ui"],
};

const contender = (
  id: string,
  label: string,
  kind: Kind,
  framework: Framework,
  protocols = READS[kind],
): Contender => ({ id, label, kind, framework, protocols });

/** Everyone who takes part, in the order of the tables. */
export const contenders: readonly Contender[] = [
  contender("limits/reading", "reading alone", "limit", "none"),
  contender("limits/vanilla", "vanilla DOM", "limit", "none"),
  contender("ours/vue", "ours, Vue", "ours", "vue"),
  contender("ours/svelte", "ours, Svelte", "ours", "svelte"),
  contender("ours/solid", "ours, Solid", "ours", "solid"),
  contender("ours/react", "ours, React", "ours", "react"),
  contender("usual/vue", "the usual forty lines, Vue", "usual", "vue"),
  contender("usual/svelte", "the usual forty lines, Svelte", "usual", "svelte"),
  contender("usual/solid", "the usual forty lines, Solid", "usual", "solid"),
  contender("usual/react", "the usual forty lines, React", "usual", "react"),
  contender("ai-sdk/vue", "AI SDK, Vue", "peer", "vue"),
  contender("ai-sdk/svelte", "AI SDK, Svelte", "peer", "svelte"),
  contender("ai-sdk/react", "AI SDK, React", "peer", "react"),
  contender("ai-sdk/react-throttled", "AI SDK, React, throttled", "peer", "react"),
  contender("tanstack/vue", "TanStack AI, Vue", "peer", "vue", ["agUi"]),
  contender("tanstack/react", "TanStack AI, React", "peer", "react", ["agUi"]),
  contender("limits/fetch-event-source", "fetch-event-source, reading alone", "peer", "none", [
    "ui",
  ]),
];

/** Everyone who shows Markdown, in the order of the tables. */
export const markdownContenders: readonly Contender[] = [
  contender("markdown/plain", "plain text", "limit", "none", []),
  contender("markdown/ours", "ours", "ours", "none", []),
  contender("markdown/streaming-markdown", "streaming-markdown", "peer", "none", []),
  contender("markdown/tanstack", "@tanstack/markdown, React", "peer", "react", []),
  contender("markdown/incremark", "@incremark/react", "peer", "react", []),
  contender("markdown/markdown-it", "markdown-it, innerHTML", "peer", "none", []),
  contender("markdown/streamdown", "streamdown", "peer", "react", []),
  contender("markdown/react-markdown", "react-markdown + remark-gfm", "peer", "react", []),
  contender("markdown/marked", "marked + DOMPurify", "peer", "none", []),
  contender("markdown/markstream", "markstream-vue", "peer", "vue", []),
];

/** All of them. */
export const everyone: readonly Contender[] = [...contenders, ...markdownContenders];

/** The contenders whose pages are built with a framework. */
export function contendersOf(framework: Framework): Contender[] {
  return everyone.filter((one) => one.framework === framework);
}

/** The contender of an id. */
export function contenderOf(id: string): Contender {
  const found = everyone.find((contender) => contender.id === id);
  if (!found) throw new Error(`No contender is called ${id}.`);
  return found;
}
