/** @jsxImportSource react */
import { streamingMarkdownExtension } from "@tanstack/markdown/extensions/streaming";
import { Markdown } from "@tanstack/markdown/react";
import { contendInReact } from "../mount/reactMarkdown.tsx";

const extensions = [streamingMarkdownExtension()];
contendInReact(({ text }) => <Markdown extensions={extensions}>{text}</Markdown>);
