"use client";
import { type MarkdownComponents, StreamingMarkdown } from "@workflow-stream/react/markdown";
import { CodeBlock } from "./CodeBlock.tsx";

const components: MarkdownComponents = {
  code: ({ node }) => <CodeBlock text={node.text} lang={node.lang} isOpen={node.isOpen} />,
};

export const InMarkdown = () => (
  <StreamingMarkdown workflowId="explain" markdown={{ headingOffset: 2 }} components={components} />
);
