import { StreamingText } from "@workflow-stream/react";

export default function Home() {
  return (
    <main>
      <StreamingText url="/api/completion" inputs={{ topic: "tides" }} />
    </main>
  );
}
