import {
  createWorkflowStream,
  type StreamingTextProps,
  type WorkflowStreamError,
} from "@workflow-stream/react";
import { sessionPersister } from "@workflow-stream/react/persist";

declare function fetchToken(): Promise<{ token: string; ttl: number }>;
declare function Spinner(): React.JSX.Element;
declare function Apology(props: { error: WorkflowStreamError | undefined }): React.JSX.Element;

export const ofWorkflow: StreamingTextProps = {
  workflowId: "explain",
  baseUrl: "https://api.example.com/api/v1",
  token: () => fetchToken(),
  inputs: { topic: "tides" },
  immediate: false,
  initialText: "Press Explain.",
  persister: sessionPersister("explain"),
  options: { tokenIn: "header" },
  as: "td",
  spinner: <Spinner />,
  spinnerDelayMs: 400,
  fallbackText: "No text, sorry.",
  fallback: ({ error }) => <Apology error={error} />,
  partial: false,
  announce: ({ status }) => (status === "done" ? "Der Text ist vollständig." : ""),
  children: ({ text, status }) => <em title={status}>{text}</em>,
};

export const withTokensOfOurs: StreamingTextProps = {
  workflowId: "explain",
  tokenUrl: "/api/stream-token",
};

export const ofEndpoint: StreamingTextProps = { url: "/api/story" };
export const ofStream: StreamingTextProps = { stream: createWorkflowStream({ url: "/api/story" }) };
