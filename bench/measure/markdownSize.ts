import { gzipSync } from "node:zlib";
import { bundleWithEsbuild } from "./bundleWithEsbuild.ts";

/** What a user of each imports, by the contender's id. */
const IMPORTS: Readonly<Record<string, string>> = {
  "markdown/plain": `export { attachText } from "@workflow-stream/core"`,
  "markdown/ours": `export { attachMarkdown } from "@workflow-stream/markdown"`,
  "markdown/streaming-markdown": `export { default_renderer, parser, parser_end, parser_write } from "streaming-markdown"`,
  "markdown/tanstack": `export { Markdown } from "@tanstack/markdown/react"; export { streamingMarkdownExtension } from "@tanstack/markdown/extensions/streaming"`,
  "markdown/incremark": `export { IncremarkContent } from "@incremark/react"`,
  "markdown/markdown-it": `export { default } from "markdown-it"`,
  "markdown/streamdown": `export { Streamdown } from "streamdown"`,
  "markdown/react-markdown": `export { default } from "react-markdown"; export { default as gfm } from "remark-gfm"`,
  "markdown/marked": `export { marked } from "marked"; export { default as purify } from "dompurify"`,
  "markdown/markstream": `export { default } from "markstream-vue"`,
};

/** A contender with all that it brings along, its framework and what it loads when needed left out, minified and compressed. */
export async function gzipBytesOf(contender: string): Promise<number> {
  const code = IMPORTS[contender];
  if (code === undefined) throw new Error(`What is imported of ${contender} is not known.`);
  return gzipSync(await bundleWithEsbuild(code), { level: 9 }).length;
}
