import { StreamingText } from "@workflow-stream/react";

export default function Home() {
  return (
    <main>
      <StreamingText workflowId="explain" inputs={{ topic: "tides" }} />
    </main>
  );
}
