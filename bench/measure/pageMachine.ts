import { findChromium } from "../../scripts/chromium.ts";
import { type Machine, said, thisMachine } from "./machine.ts";

const PACKAGES = [
  "vue",
  "svelte",
  "solid-js",
  "react",
  "ai",
  "@ai-sdk/vue",
  "@ai-sdk/svelte",
  "@ai-sdk/react",
  "@tanstack/ai-vue",
  "@tanstack/ai-react",
  "@microsoft/fetch-event-source",
  "eventsource-parser",
  "streaming-markdown",
  "@tanstack/markdown",
  "@incremark/react",
  "markdown-it",
  "streamdown",
  "react-markdown",
  "remark-gfm",
  "marked",
  "dompurify",
  "markstream-vue",
];

/** This machine, its browser, and the packages that are measured. */
export function pageMachine(): Machine {
  const words = said(findChromium() ?? "chromium", "--version").split(" ");
  const chromium = words.find((word) => Number.parseInt(word) > 0) ?? "unknown";
  return thisMachine(PACKAGES, { chromium });
}
