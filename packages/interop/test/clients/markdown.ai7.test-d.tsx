// The code of the README of `@workflow-stream/markdown`; `markdown.ai7.test.ts` says that it is.
import { useChat } from "@ai-sdk/react";
import { StreamingMarkdown } from "@workflow-stream/react/markdown";
import type { ReactNode } from "react";

export function Chat(): ReactNode {
  const { messages, status } = useChat();
  return messages.map(({ id, parts }, index) => {
    const text = parts.map((part) => (part.type === "text" ? part.text : "")).join("");
    const isOpen = status === "streaming" && index === messages.length - 1;
    return <StreamingMarkdown key={id} text={text} isOpen={isOpen} />;
  });
}
