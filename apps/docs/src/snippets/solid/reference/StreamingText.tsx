import { sessionPersister } from "@workflow-stream/solid/persist";
import {
  createWorkflowStream,
  StreamingText,
  type StreamingTextHandle,
} from "@workflow-stream/solid";

declare function fetchToken(): Promise<{ token: string; ttl: number }>;

export function Answer() {
  let handle: StreamingTextHandle | undefined;
  const { stream } = createWorkflowStream({ url: "/api/story" });
  return (
    <>
      <StreamingText
        ref={(given) => (handle = given)}
        class="answer"
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
        fallback={(error, retry) => <button onClick={retry}>{error?.code}: try again</button>}
        partial={({ message, retry }) => <button onClick={retry}>{message} Go on</button>}
        announce={({ status }) => (status === "done" ? "Der Text ist vollständig." : "")}
      >
        {({ text, status }) => <em title={status()}>{text()}</em>}
      </StreamingText>
      <button onClick={() => handle?.retry()}>Again</button>

      <StreamingText workflowId="explain" tokenUrl="/api/stream-token" />
      <StreamingText url="/api/story" />
      <StreamingText stream={stream} />
    </>
  );
}
