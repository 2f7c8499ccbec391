import { StreamingText } from "@workflow-stream/solid";

export default function Home() {
  return (
    <main>
      <StreamingText workflowId="explain" inputs={{ topic: "tides" }} />
    </main>
  );
}
