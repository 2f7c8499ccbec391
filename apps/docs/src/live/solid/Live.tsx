/** @jsxImportSource solid-js */
import { createWorkflowStream, StreamingText } from "@workflow-stream/solid";
import { type JSX, Show } from "solid-js";
import { createExampleServer } from "../answers.ts";

export function Live(): JSX.Element {
  const server = createExampleServer();
  const { stream, start, stop, isLoading } = createWorkflowStream({
    workflowId: "explain",
    ...server,
  });
  return (
    <div class="live">
      <Show
        when={isLoading()}
        fallback={
          <button type="button" onClick={() => start()}>
            Run it in Solid
          </button>
        }
      >
        <button type="button" onClick={stop}>
          Stop
        </button>
      </Show>
      <StreamingText stream={stream} />
    </div>
  );
}
