"use client";
import { StreamingText, useWorkflowStream } from "@workflow-stream/react";

export function Research() {
  const { stream, start, reasoning, sources, usage, finishReason } = useWorkflowStream<{
    topic: string;
  }>({ workflowId: "research" });
  return (
    <>
      <button onClick={() => start({ topic: "tides" })}>Research</button>
      {reasoning && (
        <details>
          <summary>What it thought</summary>
          {reasoning}
        </details>
      )}
      <StreamingText stream={stream} />
      {finishReason === "length" && <p>The answer was cut at the model's limit.</p>}
      <ul>
        {sources.map(({ id, url, title }) => (
          <li key={id}>
            <a href={url}>{title ?? url}</a>
          </li>
        ))}
      </ul>
      {usage && <small>{usage.outputTokens} tokens</small>}
    </>
  );
}
