import { StreamingText } from "@workflow-stream/solid";

export const OneLine = () => (
  <StreamingText workflowId="explain" tokenUrl="/api/stream-token" inputs={{ topic: "tides" }} />
);
