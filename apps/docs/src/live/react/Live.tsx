/** @jsxImportSource react */
import { StreamingText, useWorkflowStream } from "@workflow-stream/react";
import { useState, type ReactNode } from "react";
import { exampleOptions } from "../answers.ts";

export function Live(): ReactNode {
  const [options] = useState(exampleOptions);
  const { stream, start, stop, isLoading } = useWorkflowStream(options);
  return (
    <div className="live">
      {isLoading ? (
        <button type="button" onClick={stop}>
          Stop
        </button>
      ) : (
        <button type="button" onClick={() => void start()}>
          Run it in React
        </button>
      )}
      <StreamingText stream={stream} />
    </div>
  );
}
