"use client";
import { sessionPersister } from "@workflow-stream/react/persist";
import {
  StreamingText,
  type StreamingTextHandle,
  useWorkflowStream,
  type WorkflowStreamError,
} from "@workflow-stream/react";
import { useRef } from "react";

declare function fetchToken(): Promise<{ token: string; ttl: number }>;
declare function Apology(props: { error: WorkflowStreamError | undefined }): React.JSX.Element;

export function Answer() {
  const textElement = useRef<StreamingTextHandle>(null);
  const { stream } = useWorkflowStream({ url: "/api/story" });
  return (
    <>
      <StreamingText
        ref={textElement}
        className="answer"
        workflowId="explain"
        baseUrl="https://api.example.com/api/v1"
        token={() => fetchToken()}
        inputs={{ topic: "tides" }}
        immediate={false}
        initialText="Press Explain."
        persister={sessionPersister("explain")}
        options={{ tokenIn: "header" }}
        as="td"
        spinner={<em>Thinking …</em>}
        spinnerDelayMs={400}
        fallbackText="No text, sorry."
        fallback={({ error }) => <Apology error={error} />}
        partial={({ message, retry }) => <button onClick={retry}>{message} Go on</button>}
        announce={({ status }) => (status === "done" ? "Der Text ist vollständig." : "")}
      >
        {({ text, status }) => <em title={status}>{text}</em>}
      </StreamingText>
      <button onClick={() => textElement.current?.retry()}>Again</button>

      <StreamingText workflowId="explain" tokenUrl="/api/stream-token" />
      <StreamingText url="/api/story" />
      <StreamingText stream={stream} />
    </>
  );
}
