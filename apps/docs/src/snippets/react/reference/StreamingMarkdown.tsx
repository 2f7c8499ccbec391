"use client";
import { StreamingMarkdown } from "@workflow-stream/react/markdown";

declare const message: { text: string; isStreaming: boolean };

export function Answer() {
  return (
    <>
      <StreamingMarkdown text={message.text} isOpen={message.isStreaming} as="article" />
      <StreamingMarkdown
        workflowId="explain"
        markdown={{ headingOffset: 2 }}
        components={{ code: ({ node }) => <pre data-lang={node.lang}>{node.text}</pre> }}
      />
    </>
  );
}
