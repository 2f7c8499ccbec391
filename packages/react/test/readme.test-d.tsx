// The code of the README as it stands there; the compiler checks it, and `readme.ssr.test.ts` that none is missing.
import type { ReactElement } from "react";
import { StreamingMarkdown } from "../src/markdown/index.ts";
import { StreamingText, useWorkflowStream, WorkflowStreamDefaults } from "../src/index.ts";

const tokenUrl = "/api/stream-token";

declare function Markdown(props: { children: string }): ReactElement;
declare function App(): ReactElement;

function Explanation({ topic }: { topic: string }) {
  return <StreamingText workflowId="explain" tokenUrl={tokenUrl} inputs={{ topic }} />;
}

function Answer() {
  const { stream, start, stop, retry, isLoading, error } = useWorkflowStream<{ topic: string }>({
    workflowId: "explain",
    tokenUrl: "/api/stream-token",
  });
  return (
    <>
      {isLoading ? (
        <button onClick={stop}>Stop</button>
      ) : (
        <button onClick={() => start({ topic: "vision pro" })}>Explain</button>
      )}
      <StreamingText stream={stream} />
      {error?.retryable && <button onClick={retry}>Try again</button>}
    </>
  );
}

function Hook(): unknown {
  const { text, status, error, isLoading, start, stop, retry, stream } = useWorkflowStream<{
    topic: string;
  }>({ workflowId: "explain", tokenUrl });

  const shown = <button onClick={() => start({ topic: "vision pro" })}>Explain</button>;
  return [text, status, error, isLoading, stop, retry, stream, shown];
}

declare const message: { readonly text: string; readonly isStreaming: boolean };

const ofRun: ReactElement = (
  <StreamingMarkdown workflowId="explain" tokenUrl={tokenUrl} markdown={{ headingOffset: 2 }} />
);
const ofText: ReactElement = <StreamingMarkdown text={message.text} isOpen={message.isStreaming} />;

const children: ReactElement = (
  <StreamingText workflowId="explain" tokenUrl={tokenUrl}>
    {({ text }) => <Markdown>{text}</Markdown>}
  </StreamingText>
);

const defaults: ReactElement = (
  <WorkflowStreamDefaults value={{ baseUrl: "https://api.example.com/api/v1", tokenUrl }}>
    <App />
  </WorkflowStreamDefaults>
);

const messages = {
  complete: "Der Text ist vollständig.", // heard alone
  stopped: "Angehalten.", // seen where the server stopped it
  cutShort: "Der Text wurde gekürzt.",
  interrupted: "Der Text brach ab.",
  failed: "Der Text konnte nicht geladen werden.",
};

const translated: ReactElement = (
  <WorkflowStreamDefaults value={{ messages }}>
    <App />
  </WorkflowStreamDefaults>
);

export const all: unknown[] = [
  Explanation,
  Answer,
  translated,
  Hook,
  ofRun,
  ofText,
  children,
  defaults,
];
