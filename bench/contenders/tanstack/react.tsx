/** @jsxImportSource react */
import { fetchServerSentEvents, useChat } from "@tanstack/ai-react";
import { type ReactElement, useEffect, useState } from "react";
import { type ContenderProps, contendInReact } from "../mount/react.tsx";

contendInReact(function TanStack({ source, onReady }: ContenderProps): ReactElement {
  const [connection] = useState(() =>
    fetchServerSentEvents(source.url, { fetchClient: source.fetch }),
  );
  const { messages, sendMessage } = useChat({ connection });
  useEffect(() => onReady({ start: () => sendMessage("go") }), [onReady, sendMessage]);
  return (
    <>
      {messages
        .filter(({ role }) => role === "assistant")
        .map(({ id, parts }) => (
          <p key={id}>{parts.map((part) => (part.type === "text" ? part.content : ""))}</p>
        ))}
    </>
  );
});
